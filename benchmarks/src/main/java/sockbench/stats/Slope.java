package sockbench.stats;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;

import java.util.Collection;
import java.util.Map;

/// How much a quantity grows with another. Each fork has a line of its own, by least squares; the
/// interval is Student's over the slopes of forks, so what all points of a fork have in common is
/// in it.
///
/// @param low of the 95 % interval; minus infinity for one fork
/// @param high of the 95 % interval; infinity for one fork
/// @param n number of forks
public record Slope(double value, double low, double high, int n) {
    /// @param forks x to y for each fork, at least one fork with two x or more; others are left out
    public static Slope of(Collection<? extends Map<Integer, Double>> forks) {
        double[] slopes =
                forks.stream().filter(fork -> fork.size() > 1).mapToDouble(Slope::ofFork).toArray();
        if (slopes.length == 0) {
            throw new IllegalArgumentException("a fork with at least 2 different x is needed");
        }
        double mean = Moments.mean(slopes);
        double half =
                slopes.length == 1
                        ? Double.POSITIVE_INFINITY
                        : quantile(slopes.length - 1)
                                * Moments.deviation(slopes)
                                / Math.sqrt(slopes.length);
        return new Slope(mean, mean - half, mean + half, slopes.length);
    }

    private static double ofFork(Map<Integer, Double> points) {
        var line = new SimpleRegression();
        points.forEach(line::addData);
        return line.getSlope();
    }

    private static double quantile(int freedom) {
        return new TDistribution(null, freedom)
                .inverseCumulativeProbability(0.5 + Estimate.CONFIDENCE / 2);
    }
}
