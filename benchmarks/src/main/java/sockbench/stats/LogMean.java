package sockbench.stats;

import java.util.Arrays;

/// The mean of one logarithm per fork, and how far forks scatter.
///
/// @param n number of forks, at least 1
/// @param variance of one fork; NaN if there is one fork and nothing else is known
/// @param freedom degrees of freedom of the variance; 0 if there is none
/// @param isPooled whether the variances of other models have a part in it
public record LogMean(double mean, int n, double variance, double freedom, boolean isPooled) {
    /// Exactly 1.
    static final LogMean ONE = new LogMean(0, 1, 0, 1, false);

    /// @param logs one per fork, at least one
    static LogMean of(double... logs) {
        if (logs.length == 0) {
            throw new IllegalArgumentException("at least 1 fork is needed, were 0");
        }
        var deviation = logs.length == 1 ? Double.NaN : Moments.deviation(logs);
        return new LogMean(
                Moments.mean(logs), logs.length, deviation * deviation, logs.length - 1, false);
    }

    /// Of quantities that are above 0.
    static LogMean ofPositive(double... values) {
        for (double value : values) {
            if (!(value > 0)) {
                throw new IllegalArgumentException("values must be above 0, one was " + value);
            }
        }
        return of(Arrays.stream(values).map(Math::log).toArray());
    }

    /// The same mean with a variance in which those of other models have a part.
    LogMean sharing(double sharedVariance, double sharedFreedom) {
        return new LogMean(mean, n, sharedVariance, sharedFreedom, true);
    }

    /// Of the mean.
    double error() {
        return Math.sqrt(variance / n);
    }

    /// This over the other, as a logarithm, with Welch's degrees of freedom.
    LogMean over(LogMean other) {
        var mine = variance / n;
        var theirs = other.variance / other.n;
        int forks = n + other.n;
        return new LogMean(
                mean - other.mean,
                forks,
                (mine + theirs) * forks,
                welch(mine, freedom, theirs, other.freedom),
                isPooled && other.isPooled);
    }

    /// Welch, The Generalization of "Student's" Problem, 1947.
    private static double welch(double a, double freedomOfA, double b, double freedomOfB) {
        if (freedomOfA == 0 || freedomOfB == 0) {
            return 0;
        }
        var sum = a + b;
        return sum == 0
                ? freedomOfA + freedomOfB
                : sum * sum / (a * a / freedomOfA + b * b / freedomOfB);
    }
}
