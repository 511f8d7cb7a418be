package sockbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import sockbench.report.IndexPage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Puts all runs of a directory on one page.
@Command(
        name = "index",
        description = "Writes index.html: every run of a directory and the trend of each model.",
        mixinStandardHelpOptions = true)
final class IndexCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            defaultValue = "results",
            description = "a directory of runs (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path directory;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(directory + " is not a directory");
        }
        var index = directory.resolve("index.html");
        Files.writeString(index, IndexPage.of(directory));
        spec.commandLine().getOut().println(index);
        return 0;
    }
}
