package sockbench.provenance;

import sockbench.measured.RecordedRun;
import sockbench.results.Cell;
import sockbench.results.LatencyLog.Source;
import sockbench.results.Metric;
import sockbench.results.Percentiles;
import sockbench.results.RunDirectory;
import sockbench.results.Sample;
import sockbench.results.Verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Whether every printed number still follows from what was measured: raw files have their hashes,
/// no fork lacks a window or a sample, windows agree with histograms and samples, percentiles
/// follow from histograms, and the report made again is the one that lies there.
public final class Verification {
    /// Makes the report from the raw files.
    @FunctionalInterface
    public interface Renderer {
        /// @return file name to content
        Map<String, String> render(RunDirectory run) throws IOException;
    }

    private final RunDirectory directory;
    private final Renderer renderer;

    public Verification(RunDirectory directory, Renderer renderer) {
        this.directory = directory;
        this.renderer = renderer;
    }

    /// What does not hold, one line each, the cause before its consequences; empty if all holds.
    ///
    /// @throws IOException in one line if the directory holds no run
    public List<String> problems() throws IOException {
        var problems = new ArrayList<>(Manifest.changes(directory).toList());
        try {
            var run = RecordedRun.read(directory);
            Stream.of(
                            missing(run),
                            new WindowChecks(run).problems(),
                            JmhChecks.problems(directory, run),
                            percentiles(run),
                            derived())
                    .flatMap(found -> found)
                    .forEach(problems::add);
        } catch (RuntimeException damaged) {
            // Whatever a reader of damaged files stumbles over is what is being looked for here.
            problems.add("the raw files cannot be read: " + damaged.getMessage());
        }
        return problems;
    }

    /// Every fork of a cell that ended well has the same metrics.
    private static Stream<String> missing(RecordedRun run) {
        var expected = new LinkedHashMap<Cell, Set<Metric>>();
        var present = new HashMap<Source, Set<Metric>>();
        for (var sample : run.samples()) {
            expected.computeIfAbsent(sample.cell(), cell -> EnumSet.noneOf(Metric.class))
                    .add(sample.metric());
            present.computeIfAbsent(source(sample), fork -> EnumSet.noneOf(Metric.class))
                    .add(sample.metric());
        }
        return run.forks().stream()
                .filter(fork -> fork.outcome() == Verdict.VALID)
                .flatMap(fork -> {
                    var of = Source.of(fork.number(), fork.cell());
                    return expected.getOrDefault(fork.cell(), Set.of()).stream()
                            .filter(metric -> !present.getOrDefault(of, Set.of()).contains(metric))
                            .map(metric ->
                                    "samples.csv: fork %d (%s) lacks %s"
                                            .formatted(fork.number(), fork.cell(), metric.id()));
                });
    }

    private static Source source(Sample sample) {
        return Source.of(sample.fork(), sample.cell());
    }

    private static Stream<String> percentiles(RecordedRun run) {
        var computed = new HashMap<Source, Map<Metric, Double>>();
        run.latencies()
                .forEach((source, histograms) -> computed.put(source, Percentiles.of(histograms)));
        return run.samples().stream()
                .filter(sample -> sample.metric().isLatency())
                .filter(sample ->
                        sample.value()
                                != computed.getOrDefault(source(sample), Map.of())
                                        .getOrDefault(sample.metric(), Double.NaN))
                .map(sample ->
                        "samples.csv: %s of fork %d is %s, its histogram says %s"
                                .formatted(
                                        sample.metric().id(),
                                        sample.fork(),
                                        sample.value(),
                                        computed.getOrDefault(source(sample), Map.of())
                                                .get(sample.metric())));
    }

    private Stream<String> derived() throws IOException {
        var problems = Stream.<String>builder();
        for (var file : renderer.render(directory).entrySet()) {
            var path = directory.file(file.getKey());
            if (!Files.exists(path)) {
                problems.add(file.getKey() + " is missing");
            } else if (!Files.readString(path).equals(file.getValue())) {
                problems.add(
                        new Difference(file.getKey(), Files.readString(path), file.getValue())
                                .toString());
            }
        }
        return problems.build();
    }
}
