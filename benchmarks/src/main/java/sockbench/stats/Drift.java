package sockbench.stats;

import org.apache.commons.math3.distribution.NormalDistribution;

import sockbench.text.Digits;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether values move in one direction as a run goes on, although every model is only compared
/// with itself.
///
/// The seasonal Kendall test (Hirsch, Slack and Smith, Techniques of Trend Analysis for Monthly
/// Water Quality Data, 1982), with a cell in the place of a season: each pair of forks of a cell
/// counts +1 if the later one is higher, -1 if it is lower.
///
/// @param change relative change over the whole run, e.g. -0.03; 0 if it cannot be told
/// @param p two-sided; 1 if there is nothing to test
/// @param pairs of forks that were looked at
public record Drift(double change, double p, int pairs) {
    /// One fork.
    ///
    /// @param position when it ran, e.g. its number in the run
    /// @param value of one metric, positive
    public record Observation(double position, double value) {}

    /// @param cells the forks of every cell of the run, one metric
    public static Drift of(List<List<Observation>> cells) {
        var sum = cells.stream().flatMap(Drift::pairs).mapToDouble(Neighbours::direction).sum();
        var variance = cells.stream().mapToDouble(Drift::variance).sum();
        var slopes = cells.stream().flatMap(Drift::pairs).mapToDouble(Neighbours::slope).toArray();
        var positions =
                cells.stream()
                        .flatMap(List::stream)
                        .mapToDouble(Observation::position)
                        .summaryStatistics();
        var change =
                slopes.length == 0
                        ? 0
                        : Math.expm1(
                                Moments.median(slopes) * (positions.getMax() - positions.getMin()));
        return new Drift(change, p(sum, variance), slopes.length);
    }

    public boolean isFlagged() {
        return p <= Comparison.SIGNIFICANCE;
    }

    /// One sentence for the page.
    public String sentence() {
        if (pairs == 0) {
            return "drift was not tested: no cell has two forks";
        }
        var words = isFlagged() ? "values drifted by %+.1f %% (%s)" : "no drift (%2$s)";
        return words.formatted(100 * change, Digits.p(p));
    }

    private record Neighbours(Observation first, Observation second) {
        double direction() {
            return Math.signum(second.position - first.position)
                    * Math.signum(second.value - first.value);
        }

        /// Relative change per position.
        double slope() {
            return Math.log(second.value / first.value) / (second.position - first.position);
        }
    }

    private static Stream<Neighbours> pairs(List<Observation> forks) {
        return IntStream.range(0, forks.size())
                .boxed()
                .flatMap(i ->
                        forks.subList(i + 1, forks.size()).stream()
                                .map(later -> new Neighbours(forks.get(i), later)))
                .filter(pair -> pair.first.position != pair.second.position);
    }

    /// Of the sum of directions when order means nothing. Ties point nowhere and take theirs away.
    private static double variance(List<Observation> forks) {
        var ties =
                forks.stream()
                        .collect(Collectors.groupingBy(Observation::value, Collectors.counting()))
                        .values();
        return variance(forks.size()) - ties.stream().mapToDouble(Drift::variance).sum();
    }

    private static double variance(double n) {
        return n * (n - 1) * (2 * n + 5) / 18;
    }

    /// Normal, corrected by one for the steps of the sum.
    private static double p(double sum, double variance) {
        if (variance == 0) {
            return 1;
        }
        var z = Math.max(0, Math.abs(sum) - 1) / Math.sqrt(variance);
        return 2 * new NormalDistribution(null, 0, 1).cumulativeProbability(-z);
    }
}
