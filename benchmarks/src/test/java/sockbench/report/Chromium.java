package sockbench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real browser without a window.
///
/// @param program an executable
record Chromium(Path program) {
    private static final List<String> FLAGS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    /// Empty where none is installed.
    static Optional<Chromium> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(directory -> Path.of(directory, "chromium"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Chromium::new);
    }

    /// The page as it is after its scripts have run.
    ///
    /// @param scratch a directory for the browser's profile
    String dom(Path page, Path scratch) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(FLAGS);
        command.add("--user-data-dir=" + Files.createTempDirectory(scratch, "profile"));
        command.add("--window-size=1280,2000");
        command.add("--virtual-time-budget=10000");
        command.add("--dump-dom");
        command.add(page.toUri().toString());
        var dom = Files.createTempFile(scratch, "dom", ".html");
        var process =
                new ProcessBuilder(command)
                        .redirectOutput(dom.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the browser did not end within a minute");
        }
        return Files.readString(dom, StandardCharsets.UTF_8);
    }
}
