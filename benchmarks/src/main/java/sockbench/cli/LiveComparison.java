package sockbench.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import sockbench.compare.BuildComparison;
import sockbench.host.CpuSplit;
import sockbench.measured.RecordedRun;
import sockbench.models.Models;
import sockbench.plan.BenchOptions;
import sockbench.plan.Builds;
import sockbench.plan.Builds.Build;
import sockbench.plan.Profile;
import sockbench.provenance.Manifest;
import sockbench.report.Report;
import sockbench.results.Question;
import sockbench.run.BenchRun;
import sockbench.run.EarlierPart;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Measures two jars, JDKs or sets of JVM options side by side, in every fork, window by window.
final class LiveComparison {
    /// Enough to find 2 % where forks of one build scatter by 1 %, and a number that does not
    /// depend on what they say.
    private static final int ROUNDS = 6;

    @Option(
            names = "--live",
            description = "measure two jars side by side instead of comparing runs")
    private boolean live;

    @Option(
            names = "--server-java",
            paramLabel = "PATH",
            description = "with --live: the java executable of the second jar's servers")
    private @Nullable Path java;

    @Option(
            names = "--server-options",
            paramLabel = "OPTIONS",
            description =
                    "with --live: JVM options of the second jar's servers, e.g. \"-XX:+UseZGC\"")
    private String options = "";

    @Option(
            names = "--rounds",
            description = "with --live: forks of each model (default: ${DEFAULT-VALUE})")
    private int rounds = ROUNDS;

    @Option(names = "--results", description = "with --live: where the run goes (default: results)")
    private Path results = Path.of("results");

    @Option(names = "--name", description = "with --live: last part of the run's directory")
    private String name = "compared";

    boolean isAsked() {
        return live;
    }

    /// Measures, writes the report and prints what has changed.
    ///
    /// @param models at least one
    /// @throws IllegalArgumentException in one line if a jar is missing
    BuildComparison of(Path before, Path after, List<Models> models, PrintWriter out)
            throws IOException {
        var builds =
                new Builds(
                        "",
                        models.getFirst().name(),
                        new Build("", jar(before), List.of()),
                        new Build(
                                java == null ? "" : executable(java),
                                jar(after),
                                options.isBlank() ? List.of() : words(options)));
        var directory = RunName.directory(results, name);
        var command =
                "compare --live OLD.jar NEW.jar --models "
                        + String.join(",", models.stream().map(Models::name).toList());
        int failed =
                new BenchRun(
                                options(models),
                                builds,
                                directory,
                                EarlierPart.none(),
                                Map.of(),
                                command,
                                System.out)
                        .run();
        Manifest.write(directory);
        Report.of(directory).write(directory);
        if (failed > 0) {
            out.println(failed + " forks FAILED; the report says why");
        }
        out.println("run: " + directory.path());
        return BuildComparison.of(RecordedRun.read(directory));
    }

    private BenchOptions options(List<Models> models) {
        var split = CpuSplit.here();
        return new BenchOptions(
                Profile.QUICK,
                models,
                List.of(Question.THROUGHPUT),
                Profile.QUICK.connections(),
                Profile.QUICK.bodyBytes(),
                List.of(0),
                models.getFirst(),
                0.01,
                rounds,
                System.currentTimeMillis(),
                split.server(),
                split.client(),
                name,
                results,
                "",
                List.of());
    }

    private static String jar(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("there is no jar " + path);
        }
        return path.toAbsolutePath().toString();
    }

    private static String executable(Path path) {
        if (!Files.isExecutable(path)) {
            throw new IllegalArgumentException(path + " is no executable java");
        }
        return path.toAbsolutePath().toString();
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.strip().split("\\s+", -1));
    }
}
