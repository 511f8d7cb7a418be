package sockbench.stats;

/// How many observations a percentile needs.
public final class SampleSize {
    private SampleSize() {}

    /// The fewest observations whose smallest and largest leave out a percentile in at most 2.5 %
    /// of cases on the side where it can fall outside: below it, no 95 % interval exists at all.
    ///
    /// 368 for p99, 3,688 for p99.9, 36,888 for p99.99.
    ///
    /// @param quantile above 0.5 and below 1, e.g. 0.99
    public static int forQuantile(double quantile) {
        if (!(quantile > 0.5 && quantile < 1)) {
            throw new IllegalArgumentException(
                    "quantile must be above 0.5 and below 1, was " + quantile);
        }
        return (int) Math.ceil(Math.log((1 - Estimate.CONFIDENCE) / 2) / Math.log(quantile));
    }
}
