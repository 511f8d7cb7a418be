package sockbench.stats;

import org.apache.commons.math3.distribution.TDistribution;

/// How many times as large one quantity is as another, with its interval.
///
/// The interval is Student's, on logarithms: it never reaches zero, and that of the inverse is its
/// inverse.
///
/// @param low 0 if there is no interval
/// @param high infinity if there is no interval
/// @param n number of forks it rests on
/// @param freedom degrees of freedom; 0 if there is no interval
/// @param isPooled whether the variances of other models have a part in it
public record Ratio(
        double value, double low, double high, int n, double freedom, boolean isPooled) {
    /// @param logs the logarithm of the ratio in each fork, at least one
    public static Ratio of(double... logs) {
        return of(LogMean.of(logs), Estimate.CONFIDENCE);
    }

    static Ratio of(LogMean mean, double confidence) {
        var value = Math.exp(mean.mean());
        if (mean.freedom() == 0) {
            return new Ratio(value, 0, Double.POSITIVE_INFINITY, mean.n(), 0, false);
        }
        var t =
                new TDistribution(null, mean.freedom())
                        .inverseCumulativeProbability(0.5 + confidence / 2);
        var factor = Math.exp(t * mean.error());
        return new Ratio(
                value, value / factor, value * factor, mean.n(), mean.freedom(), mean.isPooled());
    }

    /// One fork alone has no interval.
    public boolean hasInterval() {
        return freedom > 0;
    }

    /// Half the interval's width over the value; infinite without an interval.
    public double relativeHalfWidth() {
        return (high - low) / 2 / value;
    }

    /// Whether the interval leaves out "the same".
    public boolean excludesOne() {
        return low > 1 || high < 1;
    }

    /// The other way round.
    public Ratio inverse() {
        return new Ratio(1 / value, 1 / high, 1 / low, n, freedom, isPooled);
    }
}
