package sockbench.stats;

import java.util.Arrays;

/// When the last windows of a warm-up agree.
///
/// @param windows how many must agree, at least 2
/// @param limit the highest coefficient of variation that counts as agreement, e.g. 0.05
public record Steadiness(int windows, double limit) {
    public Steadiness {
        if (windows < 2 || !(limit > 0)) {
            throw new IllegalArgumentException(
                    "at least 2 windows and a positive limit are needed, were %d and %s"
                            .formatted(windows, limit));
        }
    }

    /// @param values of all windows so far, in order
    public boolean isReached(double... values) {
        return variation(values) <= limit;
    }

    /// Standard deviation over mean of the last windows.
    ///
    /// @return infinity while there are too few windows or nothing has happened in them
    public double variation(double... values) {
        if (values.length < windows) {
            return Double.POSITIVE_INFINITY;
        }
        var last = Arrays.copyOfRange(values, values.length - windows, values.length);
        var mean = Moments.mean(last);
        return mean == 0 ? Double.POSITIVE_INFINITY : Moments.deviation(last) / Math.abs(mean);
    }
}
