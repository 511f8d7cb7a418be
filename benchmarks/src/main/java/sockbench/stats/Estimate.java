package sockbench.stats;

import org.apache.commons.math3.distribution.BinomialDistribution;

import java.util.Arrays;

/// A value that cannot be negative, with the interval that holds the truth in [#coverage] of all
/// experiments like this one. The interval never reaches below zero.
///
/// @param low equal to the value if a single observation leaves no interval
/// @param coverage 0.95 or more where enough observations allow it, less where they do not; 0 for
///   one observation
/// @param n number of forks
public record Estimate(
        Center center, double value, double low, double high, double coverage, int n) {
    /// The confidence aimed at everywhere.
    public static final double CONFIDENCE = 0.95;

    /// What stands for all forks.
    public enum Center {
        /// The geometric mean, for rates and costs.
        GEOMETRIC,
        /// For percentiles, which are never averaged, and for what may be zero.
        MEDIAN;

        /// @param values at least one; above 0 for a geometric mean
        public double of(double... values) {
            return this == GEOMETRIC
                    ? Math.exp(LogMean.ofPositive(values).mean())
                    : Moments.median(values);
        }
    }

    /// @param forks one value per fork, at least one; above 0 for a geometric mean
    public static Estimate of(Center center, double... forks) {
        if (forks.length == 0) {
            throw new IllegalArgumentException("at least 1 fork is needed, were 0");
        }
        if (center == Center.GEOMETRIC
                && forks[0] > 0
                && Arrays.stream(forks).allMatch(fork -> fork == forks[0])) {
            // A count that is 64 in every fork is 64, not the power of a logarithm.
            return new Estimate(
                    center,
                    forks[0],
                    forks[0],
                    forks[0],
                    forks.length == 1 ? 0 : CONFIDENCE,
                    forks.length);
        }
        return switch (center) {
            case GEOMETRIC -> of(Ratio.of(LogMean.ofPositive(forks), CONFIDENCE), 1);
            case MEDIAN -> median(forks);
        };
    }

    /// A ratio made absolute.
    ///
    /// @param unit what the ratio is measured against, above 0
    public static Estimate of(Ratio ratio, double unit) {
        var value = ratio.value() * unit;
        return ratio.hasInterval()
                ? new Estimate(
                        Center.GEOMETRIC,
                        value,
                        ratio.low() * unit,
                        ratio.high() * unit,
                        CONFIDENCE,
                        ratio.n())
                : new Estimate(Center.GEOMETRIC, value, value, value, 0, ratio.n());
    }

    public boolean hasInterval() {
        return coverage > 0;
    }

    /// Half the interval's width over the value; 0 if both are 0, infinite without an interval.
    public double relativeHalfWidth() {
        if (!hasInterval()) {
            return Double.POSITIVE_INFINITY;
        }
        var half = (high - low) / 2;
        return half == 0 ? 0 : half / value;
    }

    /// Whether there were too few forks for an interval of 95 %.
    public boolean isShort() {
        return coverage < CONFIDENCE;
    }

    /// The interval between the k-th smallest and the k-th largest value, with the largest k that
    /// still covers the median often enough: a binomial count, whatever the distribution (Conover,
    /// Practical Nonparametric Statistics, 3.2). Five values reach 93.75 %, three 75 %.
    private static Estimate median(double[] forks) {
        var n = forks.length;
        var sorted = forks.clone();
        Arrays.sort(sorted);
        var k = 1;
        while (coverage(n, k + 1) >= CONFIDENCE) {
            k++;
        }
        return new Estimate(
                Center.MEDIAN,
                Moments.median(forks),
                sorted[k - 1],
                sorted[n - k],
                coverage(n, k),
                n);
    }

    /// The chance that the median lies between the k-th smallest and the k-th largest of n values.
    private static double coverage(int n, int k) {
        if (2 * k > n) {
            return 0;
        }
        return 1 - 2 * new BinomialDistribution(null, n, 0.5).cumulativeProbability(k - 1);
    }
}
