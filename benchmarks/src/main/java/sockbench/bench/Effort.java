package sockbench.bench;

import java.time.Duration;

/// How long one fork takes its time.
///
/// @param warmUp limit of the warm-up until steady
/// @param iterations measured iterations of each cell, at least 1
/// @param iteration length of each
public record Effort(Duration warmUp, int iterations, Duration iteration) {
    /// Start of two JVMs, connecting, JMH's own protocol: seen on two cores.
    private static final Duration OVERHEAD = Duration.ofMillis(1900);

    /// Most models are steady after this.
    private static final Duration USUAL_WARM_UP = Duration.ofMillis(1200);

    static Effort millis(int warmUp, int iterations, int iteration) {
        return new Effort(Duration.ofMillis(warmUp), iterations, Duration.ofMillis(iteration));
    }

    /// What one fork is expected to take that measures so many cells.
    Duration perFork(int cells) {
        var usual = warmUp.compareTo(USUAL_WARM_UP) < 0 ? warmUp : USUAL_WARM_UP;
        return OVERHEAD.plus(usual).plus(iteration.multipliedBy((long) iterations * cells));
    }
}
