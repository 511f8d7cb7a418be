package sockbench.stats;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.TDistribution;

import java.util.Arrays;

/// A value with the interval that holds the truth in [#coverage] of all experiments like this one.
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
        /// For rates and costs.
        MEAN,
        /// For percentiles, which are never averaged.
        MEDIAN;

        /// @param values at least one
        public double of(double... values) {
            return this == MEAN ? Moments.mean(values) : Moments.median(values);
        }
    }

    /// @param forks one value per fork, at least one
    public static Estimate of(Center center, double... forks) {
        if (forks.length == 0) {
            throw new IllegalArgumentException("at least 1 fork is needed, were 0");
        }
        return switch (center) {
            case MEAN -> mean(forks);
            case MEDIAN -> median(forks);
        };
    }

    /// Half the interval's width over the value; 0 if both are 0.
    public double relativeHalfWidth() {
        var half = (high - low) / 2;
        return half == 0 ? 0 : half / Math.abs(value);
    }

    /// Whether there were too few forks for an interval of 95 %.
    public boolean isShort() {
        return coverage < CONFIDENCE;
    }

    /// Student's t interval.
    private static Estimate mean(double[] forks) {
        var n = forks.length;
        var mean = Moments.mean(forks);
        if (n == 1) {
            return new Estimate(Center.MEAN, mean, mean, mean, 0, 1);
        }
        var t = new TDistribution(n - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        var half = t * Moments.deviation(forks) / Math.sqrt(n);
        return new Estimate(Center.MEAN, mean, mean - half, mean + half, CONFIDENCE, n);
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
        return 1 - 2 * new BinomialDistribution(n, 0.5).cumulativeProbability(k - 1);
    }
}
