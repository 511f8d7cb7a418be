package sockbench.findings;

import org.jspecify.annotations.Nullable;

import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Verdict;
import sockbench.stats.Estimate;
import sockbench.stats.Ratio;

import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.DoubleStream;

/// One number of one cell: what it is, how sure it is, and what it is worth.
///
/// @param estimate absolute, on this machine: of what is paired, the reference's own number times
///   the ratio, with the ratio's interval. Null if there is none, or if it must not be shown
/// @param ratio times the reference; null if the metric is not paired, or if it must not be shown
/// @param forks number of each fork it rests on to that fork's absolute value
/// @param ratios number of each fork that measured a reference beside it to its ratio
/// @param reason one line; if valid, empty or a remark
/// @param id for citations; the same for the same run, cell and metric
public record Finding(
        Cell cell,
        Metric metric,
        @Nullable Estimate estimate,
        @Nullable Ratio ratio,
        SortedMap<Integer, Double> forks,
        SortedMap<Integer, Double> ratios,
        Verdict verdict,
        String reason,
        String id) {
    /// The number of forks.
    public int n() {
        return Math.max(forks.size(), ratios.size());
    }

    public boolean isPaired() {
        return ratio != null;
    }

    public boolean isCitable() {
        return verdict == Verdict.VALID && Double.isFinite(relativeHalfWidth());
    }

    /// How good the number is: half its interval's width as a share of it, that of the ratio if
    /// there is one; infinite without an interval.
    public double relativeHalfWidth() {
        if (ratio != null) {
            return ratio.relativeHalfWidth();
        }
        return estimate == null ? Double.POSITIVE_INFINITY : estimate.relativeHalfWidth();
    }

    /// E.g. `±1.3 %`; `no interval` of one fork.
    public String grade() {
        var percent = 100 * relativeHalfWidth();
        if (!Double.isFinite(percent)) {
            return "no interval";
        }
        return String.format(Locale.ROOT, percent < 9.95 ? "±%.1f %%" : "±%.0f %%", percent);
    }

    /// Absolute, one per fork, in the order of execution.
    public double[] values() {
        return array(forks).toArray();
    }

    /// Logarithms of the ratios, one per fork; empty if it is not paired.
    public double[] logRatios() {
        return array(ratios).map(Math::log).toArray();
    }

    /// Logarithms of the absolute values, one per fork; empty if one of them is 0.
    public double[] logValues() {
        return array(forks).anyMatch(value -> !(value > 0))
                ? new double[0]
                : array(forks).map(Math::log).toArray();
    }

    private static DoubleStream array(SortedMap<Integer, Double> values) {
        return values.values().stream().mapToDouble(value -> value);
    }
}
