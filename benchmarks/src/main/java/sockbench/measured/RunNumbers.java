package sockbench.measured;

import org.HdrHistogram.Histogram;

import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.LatencyKind;
import sockbench.results.LatencyLog.Source;
import sockbench.results.Metric;
import sockbench.results.Percentiles;
import sockbench.results.Sample;
import sockbench.results.Window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The numbers of every fork of a run, made from its raw files in one pass.
public final class RunNumbers {
    private final Map<Cell, SortedMap<Integer, ForkNumbers>> forks = new HashMap<>();
    private final Map<Cell, Map<Metric, Double>> references = new HashMap<>();

    private record ForkConditions(int fork, Cell conditions) {}

    static RunNumbers of(
            List<Sample> samples,
            List<Window> windows,
            Map<Source, Map<LatencyKind, Histogram>> latencies) {
        var subjects = new HashMap<Cell, SortedMap<Integer, List<Window>>>();
        var beside = new HashMap<ForkConditions, Map<Integer, Window>>();
        var own = new HashMap<Cell, List<Window>>();
        for (var window : windows) {
            if (window.arm() == Arm.SUBJECT) {
                subjects.computeIfAbsent(window.cell(), cell -> new TreeMap<>())
                        .computeIfAbsent(window.fork(), fork -> new ArrayList<>())
                        .add(window);
            } else {
                var conditions = window.cell().withModel("");
                beside.computeIfAbsent(
                                new ForkConditions(window.fork(), conditions),
                                place -> new HashMap<>())
                        .put(window.block(), window);
                own.computeIfAbsent(conditions, cell -> new ArrayList<>()).add(window);
            }
        }
        var values = values(samples, subjects, latencies);
        var measured = new RunNumbers();
        values.forEach((cell, byFork) ->
                byFork.forEach((fork, numbers) -> {
                    var subject =
                            subjects.getOrDefault(cell, Collections.emptySortedMap())
                                    .getOrDefault(fork, List.of());
                    var references =
                            beside.getOrDefault(
                                    new ForkConditions(fork, cell.withModel("")), Map.of());
                    measured.forks
                            .computeIfAbsent(cell, c -> new TreeMap<>())
                            .put(fork, ForkNumbers.paired(numbers, subject, references));
                }));
        own.forEach((conditions, all) -> measured.references.put(conditions, ofWindows(all)));
        return measured;
    }

    /// Fork number to what it measured of a cell, in order; empty if none did.
    public SortedMap<Integer, ForkNumbers> forks(Cell cell) {
        return forks.getOrDefault(cell, Collections.emptySortedMap());
    }

    /// What the reference itself came to under the conditions of a cell, over all its windows; NaN
    /// if that is unknown.
    public double reference(Cell like, Metric metric) {
        return references
                .getOrDefault(like.withModel(""), Map.of())
                .getOrDefault(metric, Double.NaN);
    }

    /// Windows come before samples, because they can be added up again; histograms before both.
    private static Map<Cell, SortedMap<Integer, Map<Metric, Double>>> values(
            List<Sample> samples,
            Map<Cell, SortedMap<Integer, List<Window>>> subjects,
            Map<Source, Map<LatencyKind, Histogram>> latencies) {
        var values = new HashMap<Cell, SortedMap<Integer, Map<Metric, Double>>>();
        for (var sample : samples) {
            of(values, sample.cell(), sample.fork()).put(sample.metric(), sample.value());
        }
        subjects.forEach((cell, byFork) -> byFork.keySet().forEach(fork -> of(values, cell, fork)));
        values.entrySet().parallelStream()
                .forEach(ofCell -> {
                    var cell = ofCell.getKey();
                    var windows = subjects.getOrDefault(cell, Collections.emptySortedMap());
                    ofCell.getValue()
                            .forEach((fork, known) -> {
                                if (windows.containsKey(fork)) {
                                    known.putAll(ofWindows(windows.get(fork)));
                                }
                                known.putAll(
                                        Percentiles.of(
                                                latencies.getOrDefault(
                                                        Source.of(fork, cell), Map.of())));
                            });
                });
        return values;
    }

    private static Map<Metric, Double> ofWindows(List<Window> windows) {
        var values = WindowMetrics.of(WindowSums.of(windows));
        values.putAll(FoundCapacity.of(windows));
        return values;
    }

    private static Map<Metric, Double> of(
            Map<Cell, SortedMap<Integer, Map<Metric, Double>>> values, Cell cell, int fork) {
        return values.computeIfAbsent(cell, c -> new TreeMap<>())
                .computeIfAbsent(fork, f -> new EnumMap<>(Metric.class));
    }
}
