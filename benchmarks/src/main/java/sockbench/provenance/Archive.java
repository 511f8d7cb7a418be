package sockbench.provenance;

import sockbench.findings.Findings;
import sockbench.measured.RecordedRun;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// Where runs lie: one run directory, or a directory of them.
public final class Archive {
    private final Path path;

    public Archive(Path path) {
        this.path = path;
    }

    /// The citation of a number, whichever run it is in.
    ///
    /// @throws IllegalArgumentException in one line if there is no such number, or it may not be
    ///   cited
    public Citation cite(String id) throws IOException {
        for (var directory : runs()) {
            var run = RecordedRun.read(directory);
            for (var finding : Findings.of(run)) {
                if (finding.id().equals(id)) {
                    return new Citation(run, finding);
                }
            }
        }
        throw new IllegalArgumentException("no number in %s has the id %s".formatted(path, id));
    }

    /// Newest first: names begin with the time.
    private List<RunDirectory> runs() throws IOException {
        if (isRun(path)) {
            return List.of(new RunDirectory(path));
        }
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException(path + " is not a directory");
        }
        try (var entries = Files.list(path)) {
            return entries.filter(Archive::isRun)
                    .sorted(Comparator.reverseOrder())
                    .map(RunDirectory::new)
                    .toList();
        }
    }

    private static boolean isRun(Path directory) {
        return Files.exists(directory.resolve("plan.json"));
    }
}
