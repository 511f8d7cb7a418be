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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
                    "also put the run's tables between the marks of this Markdown file: <!--"
                            + " sockbench:numbers --> and <!-- /sockbench:numbers -->, or scale or"
                            + " handlers")
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
            Files.writeString(into, filled(Files.readString(into), report.tables()));
        }
        spec.commandLine().getOut().println(run.file("report.html"));
        return 0;
    }

    /// @throws IllegalArgumentException in one line if the document has a place for none of them
    private static String filled(String document, Map<String, String> tables) {
        var text = document;
        boolean found = false;
        for (var table : tables.entrySet()) {
            var block = new MarkedBlock(table.getKey());
            if (block.isIn(document)) {
                text = block.replace(text, table.getValue());
                found = true;
            }
        }
        if (!found) {
            throw new IllegalArgumentException(
                    "the document has no marks <!-- sockbench:NAME --> for what the run has: "
                            + String.join(", ", tables.keySet()));
        }
        return text;
    }
}
