package sockbench.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import sockbench.decide.Rules;
import sockbench.report.MarkedBlock;
import sockbench.report.Report;
import sockbench.results.RunDirectory;
import sockbench.results.WholeFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Rebuilds what people read from what was measured.
@Command(
        name = "report",
        description =
                "Rebuilds report.html, summary.csv and brief.md of a run from its other files.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            converter = ExistingRun.class,
            description = "a directory below results/")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private RunDirectory run;

    @Option(
            names = "--into",
            paramLabel = "FILE",
            description =
                    "also put the table of numbers between the marks <!-- sockbench:numbers --> and"
                            + " <!-- /sockbench:numbers --> of this Markdown file")
    private @Nullable Path into;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "what a service needs, as in decide; kept with the run as rules.txt")
    private @Nullable Path rules;

    @Override
    public Integer call() throws IOException {
        if (rules != null) {
            Rules.read(rules).write(run);
        }
        var report = Report.of(run);
        report.write(run);
        if (into != null) {
            var block = new MarkedBlock("numbers");
            WholeFile.write(into, block.replace(Files.readString(into), report.numbers()));
        }
        spec.commandLine().getOut().println(run.file("report.html"));
        return 0;
    }
}
