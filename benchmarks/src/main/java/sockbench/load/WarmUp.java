package sockbench.load;

import sockbench.results.Limits;
import sockbench.stats.Steadiness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How a generator was brought to a steady state, or was not: in windows of equal length until the
/// throughput of the last ones agrees, or the limit is reached.
///
/// @param steady whether they agreed in the end
/// @param seconds it took
/// @param perSecond requests completed per second in each window
public record WarmUp(boolean steady, double seconds, List<Double> perSecond) {
    private static final Duration WINDOW = Duration.ofMillis(250);

    /// One second. What counts as steady is lenient, because on a shared machine throughput itself
    /// varies by some percent.
    private static final int WINDOWS = 4;

    private static final Steadiness STEADY =
            new Steadiness(WINDOWS, Limits.WARM_UP_VARIATION.value());

    /// @param generator between iterations; is so again afterwards
    /// @param limit after which it is called not steady; rounded up to whole windows
    public static WarmUp run(Generator generator, Duration limit) {
        var perSecond = new ArrayList<Double>();
        boolean steady = false;
        long started = System.nanoTime();
        while (!steady && System.nanoTime() - started < limit.toNanos()) {
            perSecond.add(generator.run(WINDOW).completedPerSecond());
            steady =
                    STEADY.isReached(perSecond.stream().mapToDouble(Double::doubleValue).toArray());
        }
        return new WarmUp(steady, (System.nanoTime() - started) / 1e9, List.copyOf(perSecond));
    }

    @Override
    public String toString() {
        return "throughput %s after %.1f s of warm-up: %s /s"
                .formatted(
                        steady ? "settled" : "had not settled",
                        seconds,
                        perSecond.stream()
                                .map("%.0f"::formatted)
                                .collect(Collectors.joining(", ")));
    }
}
