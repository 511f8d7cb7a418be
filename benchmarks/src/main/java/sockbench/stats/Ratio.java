package sockbench.stats;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

import sockbench.stats.Estimate.Center;

import java.util.Arrays;
import java.util.SplittableRandom;

/// How many times as large one quantity is as another, with a 95 % interval and the p-value of "the
/// two are the same".
///
/// @param value NaN if a fork of either side is not positive
/// @param low 0 if there are too few forks for an interval, or no ratio
/// @param high infinity if there are too few forks for an interval, or no ratio
/// @param p exact Mann–Whitney, uncorrected
/// @param leftForks number of forks above the line
/// @param rightForks number of forks below it
public record Ratio(
        double value, double low, double high, double p, int leftForks, int rightForks) {
    private static final int RESAMPLES = 2_000;

    /// @param left one value per fork, at least one
    /// @param right one value per fork, at least one
    /// @param seed of the bootstrap; the same seed gives the same interval
    public static Ratio of(Center center, double[] left, double[] right, long seed) {
        var p = MannWhitney.p(left, right);
        var value =
                isPositive(left) && isPositive(right)
                        ? center.of(left) / center.of(right)
                        : Double.NaN;
        if (Double.isNaN(value) || left.length < 2 || right.length < 2) {
            return new Ratio(value, 0, Double.POSITIVE_INFINITY, p, left.length, right.length);
        }
        var deviations = bootstrap(center, left, right, seed);
        var widening = widening(left.length + right.length);
        var tail = (int) (RESAMPLES * (1 - Estimate.CONFIDENCE) / 2);
        return new Ratio(
                value,
                value * Math.exp(widening * deviations[tail]),
                value * Math.exp(widening * deviations[RESAMPLES - 1 - tail]),
                p,
                left.length,
                right.length);
    }

    /// The other way round.
    public Ratio inverse() {
        return new Ratio(1 / value, 1 / high, 1 / low, p, rightForks, leftForks);
    }

    /// Whether the interval leaves out "the same".
    public boolean excludesOne() {
        return low > 1 || high < 1;
    }

    /// The smallest p-value that this many forks can give.
    public double smallestP() {
        return MannWhitney.smallest(leftForks, rightForks);
    }

    /// Logarithms of resampled ratios over the observed one, ascending. Whole forks are drawn: the
    /// iterations of a fork are not independent.
    private static double[] bootstrap(Center center, double[] left, double[] right, long seed) {
        var random = new SplittableRandom(seed);
        var observed = center.of(left) / center.of(right);
        var deviations = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            var ratio = center.of(resample(left, random)) / center.of(resample(right, random));
            deviations[i] = Math.log(ratio / observed);
        }
        Arrays.sort(deviations);
        return deviations;
    }

    private static double[] resample(double[] forks, SplittableRandom random) {
        var drawn = new double[forks.length];
        Arrays.setAll(drawn, i -> forks[random.nextInt(forks.length)]);
        return drawn;
    }

    /// A bootstrap of few forks is too narrow: three against three cover 81 % instead of 95 %. It
    /// divides by n instead of n - 1 and knows no t distribution; both are made good here
    /// (Hesterberg, What Teachers Should Know About the Bootstrap, 2015, section 5).
    private static double widening(int forks) {
        var freedom = forks - 2;
        var quantile = (1 + Estimate.CONFIDENCE) / 2;
        return Math.sqrt((double) forks / freedom)
                * new TDistribution(freedom).inverseCumulativeProbability(quantile)
                / new NormalDistribution().inverseCumulativeProbability(quantile);
    }

    private static boolean isPositive(double[] forks) {
        return Arrays.stream(forks).allMatch(fork -> fork > 0);
    }
}
