package sockbench.cli;

import sockbench.results.RunDirectory;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The names of run directories: the time, so that they are in order, and what a user calls them.
final class RunName {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private RunName() {}

    /// A new one, of now.
    static RunDirectory directory(Path results, String name) {
        return new RunDirectory(results.resolve(UTC.format(Instant.now()) + "-" + name));
    }
}
