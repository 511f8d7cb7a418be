package sockbench.stats;

import org.apache.commons.math3.stat.ranking.NaturalRanking;

import java.util.Arrays;

/// Where a series is most likely to have moved to another level, and by how much.
///
/// Pettitt, A Non-parametric Approach to the Change-point Problem, 1979. It looks at ranks, so
/// single outliers do not move it. The p-value is an approximation that is good for values below
/// 0.5.
///
/// @param at index of the first value after the change; 0 if there is nothing to test
/// @param p of "there is no change"
/// @param shift relative change of the median, e.g. 0.08
public record ChangePoint(int at, double p, double shift) {
    private static final int FEWEST = 4;

    /// @param logs in order of time
    public static ChangePoint in(double... logs) {
        int n = logs.length;
        if (n < FEWEST) {
            return new ChangePoint(0, 1, 0);
        }
        var ranks = new NaturalRanking().rank(logs);
        double sum = 0;
        double largest = -1;
        int at = 1;
        for (int t = 1; t < n; t++) {
            sum += ranks[t - 1];
            double distance = Math.abs(2 * sum - t * (n + 1.0));
            if (distance > largest) {
                largest = distance;
                at = t;
            }
        }
        double p = 2 * Math.exp(-6 * largest * largest / (Math.pow(n, 3) + Math.pow(n, 2)));
        double before = Moments.median(Arrays.copyOfRange(logs, 0, at));
        double after = Moments.median(Arrays.copyOfRange(logs, at, n));
        return new ChangePoint(at, Math.min(1, p), Math.expm1(after - before));
    }

    /// Whether it is more than chance and large enough to matter.
    ///
    /// @param highestP e.g. 0.01
    /// @param leastShift relative, in either direction, e.g. 0.03
    public boolean isFound(double highestP, double leastShift) {
        return p <= highestP && Math.abs(shift) >= leastShift;
    }
}
