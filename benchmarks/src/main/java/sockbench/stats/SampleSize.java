package sockbench.stats;

/// How many observations a percentile needs.
public final class SampleSize {
    private SampleSize() {}

    /// The fewest observations for a 95 % interval. With fewer, the chance that all of them stay
    /// below the percentile, q^n < e^(-n(1 - q)), is above 2.5 %: the interval has no upper end.
    ///
    /// @param quantile above 0.5 and below 1; 368 for 0.99, 3,688 for 0.999, 36,888 for 0.9999
    public static int forQuantile(double quantile) {
        if (!(quantile > 0.5 && quantile < 1)) {
            throw new IllegalArgumentException(
                    "quantile must be above 0.5 and below 1, was " + quantile);
        }
        return (int) (-Math.log((1 - Estimate.CONFIDENCE) / 2) / (1 - quantile));
    }
}
