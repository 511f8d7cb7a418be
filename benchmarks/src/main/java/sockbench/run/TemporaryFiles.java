package sockbench.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where JMH puts its temporary files while a run goes on: one directory, so that they can be
/// removed. A run that is killed leaves its directory; the next run removes it.
///
/// To be made before the process creates its first temporary file, because the JDK looks up the
/// place once, and while the [RunLock] is held.
final class TemporaryFiles implements AutoCloseable {
    private static final String PROPERTY = "java.io.tmpdir";
    private static final String PREFIX = "sockbench-run-";

    private final Path directory;

    private TemporaryFiles(Path directory) {
        this.directory = directory;
    }

    static TemporaryFiles inOnePlace() throws IOException {
        var place = Path.of(System.getProperty(PROPERTY));
        for (var left : leftBehind(place)) {
            delete(left);
        }
        var own = Files.createDirectories(place.resolve(PREFIX + ProcessHandle.current().pid()));
        System.setProperty(PROPERTY, own.toString());
        return new TemporaryFiles(own);
    }

    /// Only one run at a time has the lock: whatever is here belongs to none.
    private static List<Path> leftBehind(Path place) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(place, PREFIX + "*")) {
            var left = new ArrayList<Path>();
            all.forEach(left::add);
            return left;
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            // the process that made it has removed it at the same moment
            return;
        }
    }

    @Override
    public void close() throws IOException {
        System.setProperty(PROPERTY, String.valueOf(directory.getParent()));
        delete(directory);
    }
}
