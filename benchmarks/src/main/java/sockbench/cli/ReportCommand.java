package sockbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import sockbench.report.Report;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Rebuilds what people read from what was measured.
@Command(
        name = "report",
        description =
                "Rebuilds report.html, summary.csv and brief.md of a run from its other files.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "a directory below results/")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path directory;

    @Override
    public Integer call() throws IOException {
        var run = new RunDirectory(directory);
        Report.of(run).write(run);
        System.out.println(run.file("report.html"));
        return 0;
    }
}
