package sockbench.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import sockbench.compare.ComparisonFormat;
import sockbench.compare.ComparisonScope;
import sockbench.compare.RunComparison;
import sockbench.measured.RecordedRun;
import sockbench.models.Models;
import sockbench.results.Metric;
import sockbench.results.RunDirectory;
import sockbench.results.WholeFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// Says what has changed between two runs, or between two builds that it measures side by side.
@Command(
        name = "compare",
        description = {
            "Compares two runs cell by cell: the second over the first.",
            "With --live, measures two jars side by side: only so is a change of some percent found"
                    + " on a machine that changes as much by itself."
        },
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    private static final int REGRESSION = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "a run, or with --live a jar")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "a run, or with --live a jar")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path after;

    @Mixin private final LiveComparison live = new LiveComparison();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: text)")
    private ComparisonFormat format = ComparisonFormat.TEXT;

    @Option(names = "--output", description = "file to write (default: standard output)")
    private @Nullable Path output;

    @Option(
            names = "--different-environments",
            description = "compare although the machines or their software differ")
    private boolean differentEnvironments;

    @Option(
            names = "--fail-on-regression",
            paramLabel = "PERCENT",
            converter = Percent.class,
            description = "exit with 1 if something became worse by more than this, e.g. 5%%")
    private @Nullable Double threshold;

    @Option(
            names = "--metric",
            split = ",",
            converter = MetricName.class,
            description = "compare these only, e.g. server_cpu_us_per_request")
    private List<Metric> metrics = List.of();

    @Option(
            names = "--models",
            split = ",",
            converter = ModelName.class,
            description = "compare these only: fewer questions need fewer forks")
    private List<Models> models = List.of();

    @Override
    public Integer call() throws IOException {
        return live.isAsked() ? builds() : runs();
    }

    private int builds() throws IOException {
        if (models.isEmpty()) {
            throw new IllegalArgumentException(
                    "--live needs --models: one or several names, separated by commas");
        }
        var comparison = live.of(before, after, models, spec.commandLine().getOut());
        write(
                comparison.changes().stream()
                        .map(change -> change.words() + "\n")
                        .collect(Collectors.joining()));
        return threshold == null || comparison.regressions(threshold).isEmpty() ? 0 : REGRESSION;
    }

    private int runs() throws IOException {
        var scope = new ComparisonScope(metrics, models.stream().map(Models::name).toList());
        var comparison = RunComparison.of(read(before), read(after), scope);
        if (!comparison.environments().isEmpty() && !differentEnvironments) {
            throw new IllegalArgumentException(
                    "the environments differ in %s; --different-environments compares anyway"
                            .formatted(String.join(", ", comparison.environments())));
        }
        write(format.write(comparison));
        return threshold == null || comparison.regressions(threshold).isEmpty() ? 0 : REGRESSION;
    }

    private static RecordedRun read(Path directory) throws IOException {
        if (!Files.exists(directory.resolve("plan.json"))) {
            throw new IllegalArgumentException(
                    directory
                            + " holds no run: there is no plan.json; to compare jars, add --live");
        }
        return RecordedRun.read(new RunDirectory(directory));
    }

    private void write(String text) throws IOException {
        if (output == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        } else {
            WholeFile.write(output, text);
        }
    }
}
