package sockbench.evidence;

import com.google.gson.JsonObject;

import org.HdrHistogram.Histogram;

import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.LatencyKind;
import sockbench.results.LatencyLog;
import sockbench.results.LatencyLog.Source;
import sockbench.results.Metric;
import sockbench.results.Percentiles;
import sockbench.results.Plan;
import sockbench.results.RunDirectory;
import sockbench.results.Sample;
import sockbench.results.Verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One run as it lies on disk, read once.
///
/// @param forks that ended, in order
/// @param latencies full histograms
/// @param environment empty if the run did not come to write it
public record Run(
        Plan plan,
        List<Fork> forks,
        List<Sample> samples,
        Map<Source, Map<LatencyKind, Histogram>> latencies,
        JsonObject environment) {
    /// @throws IOException in one line if the directory holds no run
    public static Run read(RunDirectory directory) throws IOException {
        return new Run(
                directory.plan(),
                directory.forks(),
                directory.samples(),
                new LatencyLog(directory).read(),
                Files.exists(directory.file("environment.json"))
                        ? directory.readJson("environment.json").getAsJsonObject()
                        : new JsonObject());
    }

    /// A fact of the environment, e.g. `identity`, `cpu`; `unknown` if it is not recorded.
    public String fact(String group, String name) {
        return environment.get(group) instanceof JsonObject facts && facts.has(name)
                ? facts.get(name).getAsString()
                : "unknown";
    }

    /// What each fork of each cell measured: one value per metric, forks in order. A rate is the
    /// mean of its iterations, what nobody disturbed the least; a percentile comes from the fork's
    /// histogram.
    Map<Cell, SortedMap<Integer, Map<Metric, Double>>> values() {
        var iterations = new HashMap<Cell, SortedMap<Integer, Map<Metric, List<Double>>>>();
        for (var sample : samples) {
            iterations
                    .computeIfAbsent(sample.cell(), cell -> new TreeMap<>())
                    .computeIfAbsent(sample.fork(), fork -> new EnumMap<>(Metric.class))
                    .computeIfAbsent(sample.metric(), metric -> new ArrayList<>())
                    .add(sample.value());
        }
        var values = new HashMap<Cell, SortedMap<Integer, Map<Metric, Double>>>();
        iterations.forEach((cell, byFork) ->
                byFork.forEach((fork, metrics) ->
                        values.computeIfAbsent(cell, c -> new TreeMap<>())
                                .put(fork, ofFork(Source.of(fork, cell), metrics))));
        return values;
    }

    private Map<Metric, Double> ofFork(Source fork, Map<Metric, List<Double>> iterations) {
        var values = new EnumMap<Metric, Double>(Metric.class);
        iterations.forEach((metric, list) -> values.put(metric, Metrics.ofFork(metric, list)));
        values.putAll(Percentiles.of(latencies.getOrDefault(fork, Map.of())));
        return values;
    }

    /// Latencies that a fork recorded of `cell`.
    long count(int fork, Cell cell, LatencyKind kind) {
        var histogram = latencies.getOrDefault(Source.of(fork, cell), Map.of()).get(kind);
        return histogram == null ? 0 : histogram.getTotalCount();
    }

    List<Fork> forks(Cell cell) {
        return forks.stream().filter(fork -> fork.cell().equals(cell)).toList();
    }

    List<Fork> forks(Cell cell, Verdict outcome) {
        return forks(cell).stream().filter(fork -> fork.outcome() == outcome).toList();
    }
}
