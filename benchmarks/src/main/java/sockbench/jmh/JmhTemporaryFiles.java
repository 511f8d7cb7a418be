package sockbench.jmh;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/// Files that JMH makes for each fork and removes after it, unless its process is killed.
public final class JmhTemporaryFiles {
    private static final Pattern NAME = Pattern.compile("jmh\\d+(stdout|stderr|compilecommand)");

    private JmhTemporaryFiles() {}

    /// Removes what killed runs have left. Whoever runs JMH holds its lock: while that can be had,
    /// the files belong to nobody.
    ///
    /// @param place the directory of temporary files
    /// @return how many files were removed
    public static int removeThoseLeft(Path place) throws IOException {
        try (var channel =
                        FileChannel.open(
                                place.resolve("jmh.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null ? 0 : remove(place);
        } catch (OverlappingFileLockException heldHere) {
            return 0;
        }
    }

    private static int remove(Path place) throws IOException {
        int removed = 0;
        try (var files = Files.list(place)) {
            for (var file : files.filter(JmhTemporaryFiles::isOne).toList()) {
                removed += Files.deleteIfExists(file) ? 1 : 0;
            }
        }
        return removed;
    }

    private static boolean isOne(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }
}
