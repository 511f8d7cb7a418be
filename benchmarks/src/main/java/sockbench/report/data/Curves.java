package sockbench.report.data;

import org.HdrHistogram.Histogram;

import sockbench.measured.RecordedRun;
import sockbench.results.Cell;
import sockbench.results.LatencyKind;
import sockbench.results.LatencyLog.Source;
import sockbench.results.Verdict;
import sockbench.stats.Estimate;
import sockbench.stats.SampleSize;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Latency at many percentiles. Percentiles are never averaged: each fork's is one observation, and
/// the median over forks is shown, as far as the smallest fork has enough requests for it.
public final class Curves {
    private static final double[] PERCENTILES = {
        25, 50, 70, 80, 90, 95, 98, 99, 99.5, 99.8, 99.9, 99.95, 99.98, 99.99
    };

    private final Map<Cell, Map<LatencyKind, List<double[]>>> forks;

    private Curves(Map<Cell, Map<LatencyKind, List<double[]>>> forks) {
        this.forks = forks;
    }

    /// A percentile and the estimate of its value in microseconds over forks.
    public record CurvePoint(double percentile, Estimate micros) {}

    public static Curves of(RecordedRun run) {
        var curves = new HashMap<Cell, Map<LatencyKind, List<double[]>>>();
        for (var fork : run.forks()) {
            if (fork.outcome() == Verdict.VALID) {
                var kinds =
                        curves.computeIfAbsent(fork.cell(), c -> new EnumMap<>(LatencyKind.class));
                run.latencies()
                        .getOrDefault(Source.of(fork.number(), fork.cell()), Map.of())
                        .forEach((kind, histogram) ->
                                kinds.computeIfAbsent(kind, k -> new ArrayList<>())
                                        .add(micros(histogram)));
            }
        }
        return new Curves(curves);
    }

    /// Empty if nothing was logged.
    public List<CurvePoint> of(Cell cell, LatencyKind kind) {
        var curves = forks.getOrDefault(cell, Map.of()).getOrDefault(kind, List.of());
        int known = curves.stream().mapToInt(curve -> curve.length).min().orElse(0);
        return IntStream.range(0, known)
                .mapToObj(i -> {
                    var values = curves.stream().mapToDouble(curve -> curve[i]).toArray();
                    return new CurvePoint(
                            PERCENTILES[i], Estimate.of(Estimate.Center.MEDIAN, values));
                })
                .toList();
    }

    private static double[] micros(Histogram histogram) {
        return IntStream.range(0, PERCENTILES.length)
                .filter(i -> isKnown(PERCENTILES[i], histogram.getTotalCount()))
                .mapToDouble(i -> histogram.getValueAtPercentile(PERCENTILES[i]) / 1e3)
                .toArray();
    }

    private static boolean isKnown(double percentile, long count) {
        return percentile <= 50 ? count > 0 : count >= SampleSize.forQuantile(percentile / 100);
    }
}
