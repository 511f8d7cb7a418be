package sockbench.load;

import sockbench.results.Limits;
import sockbench.stats.Steadiness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// How generator and server were brought to a steady state, or were not: in windows of equal length
/// until the throughput of the last ones agrees and the compilers have come to rest, or the limit
/// is reached. Throughput alone is not enough: it also stands still while a large method waits to
/// be compiled.
///
/// @param steady whether both were so in the end
/// @param seconds it took
/// @param perSecond requests completed per second in each window
/// @param compiledMillis what the compilers had worked after each window
public record WarmUp(
        boolean steady, double seconds, List<Double> perSecond, List<Long> compiledMillis) {
    private static final Duration WINDOW = Duration.ofMillis(150);

    /// What counts as steady is lenient, because on a shared machine throughput itself varies by
    /// some percent.
    private static final int WINDOWS = 4;

    private static final Steadiness STEADY =
            new Steadiness(WINDOWS, Limits.WARM_UP_VARIATION.value());

    /// @param generator between windows; is so again afterwards
    /// @param limit after which it is called not steady; rounded up to whole windows
    /// @param compilers milliseconds those of server and generator have worked so far; constant
    ///   where nobody can tell
    public static WarmUp run(Generator generator, Duration limit, LongSupplier compilers) {
        var perSecond = new ArrayList<Double>();
        var compiled = new ArrayList<Long>();
        boolean steady = false;
        long started = System.nanoTime();
        while (!steady && System.nanoTime() - started < limit.toNanos()) {
            perSecond.add(generator.run(WINDOW).completedPerSecond());
            compiled.add(compilers.getAsLong());
            steady = agree(perSecond) && atRest(compiled);
        }
        return new WarmUp(
                steady,
                (System.nanoTime() - started) / 1e9,
                List.copyOf(perSecond),
                List.copyOf(compiled));
    }

    private static boolean agree(List<Double> perSecond) {
        return STEADY.isReached(perSecond.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static boolean atRest(List<Long> compiled) {
        long work = compiled.getLast() - compiled.get(compiled.size() - WINDOWS);
        return work <= Limits.WARM_UP_COMPILING.value() * (WINDOWS - 1) * WINDOW.toMillis();
    }

    @Override
    public String toString() {
        return "throughput %s after %.1f s of warm-up: %s /s in its last windows"
                .formatted(
                        steady ? "settled" : "had not settled",
                        seconds,
                        perSecond.stream()
                                .skip(Math.max(0, perSecond.size() - WINDOWS))
                                .map("%.0f"::formatted)
                                .collect(Collectors.joining(", ")));
    }
}
