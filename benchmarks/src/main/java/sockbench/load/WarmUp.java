package sockbench.load;

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

    /// The last 4 windows, one second, within 10 %: on a shared machine throughput itself varies by
    /// some percent.
    private static final Steadiness STEADY = new Steadiness(4, 0.10);

    /// @param generator between iterations; is so again afterwards
    /// @param limit after which it is called not steady; rounded up to whole windows
    public static WarmUp run(Generator generator, Duration limit) {
        var perSecond = new ArrayList<Double>();
        boolean steady = false;
        long started = System.nanoTime();
        while (!steady && System.nanoTime() - started < limit.toNanos()) {
            perSecond.add(window(generator).completedPerSecond());
            steady =
                    STEADY.isReached(perSecond.stream().mapToDouble(Double::doubleValue).toArray());
        }
        return new WarmUp(steady, (System.nanoTime() - started) / 1e9, List.copyOf(perSecond));
    }

    private static LoadResult window(Generator generator) {
        generator.begin();
        long end = System.nanoTime() + WINDOW.toNanos();
        while (System.nanoTime() < end) {
            generator.complete();
        }
        return generator.finish();
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
