package sockbench.env;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Single facts about the machine; a fact the system does not offer is empty, never an error.
final class Facts {
    private Facts() {}

    /// The content of a one-line file, e.g. below `/proc/sys`.
    static Optional<String> line(String file) {
        return lines(file).stream().findFirst().map(String::strip);
    }

    static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException notOffered) {
            return List.of();
        }
    }

    /// The value after the colon of the first line that starts with `key`, as in `/proc/cpuinfo`.
    static Optional<String> value(String file, String key) {
        return lines(file).stream()
                .filter(line -> line.startsWith(key) && line.contains(":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    /// What a command prints; empty if there is no such command or it fails.
    static Optional<String> command(String... words) {
        try {
            var process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? Optional.of(output.strip())
                    : Optional.empty();
        } catch (IOException noSuchCommand) {
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
