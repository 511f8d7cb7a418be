package sockbench.stats;

/// The ratios that the same thing, measured twice, may have to itself.
///
/// @param high the largest of them, at least 1; the smallest is its inverse. 1 if no model entered
///   twice, infinity if too few forks did
public record NoiseFloor(double high) {
    /// No model entered twice.
    public static final NoiseFloor UNKNOWN = new NoiseFloor(1);

    /// @param again a model over itself: which of the two is above the line is chance, so the wider
    ///   side of the interval counts for both
    public static NoiseFloor of(Ratio again) {
        return new NoiseFloor(Math.max(Math.max(again.high(), 1 / again.low()), 1));
    }

    public double low() {
        return 1 / high;
    }

    public boolean isKnown() {
        return high > 1;
    }

    public boolean contains(double ratio) {
        return low() <= ratio && ratio <= high;
    }
}
