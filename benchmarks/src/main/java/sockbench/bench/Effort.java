package sockbench.bench;

import java.time.Duration;

/// How long one fork takes its time.
///
/// @param warmUp limit of the warm-up until steady
/// @param iterations measured iterations of each cell, at least 1
/// @param iteration length of each
/// @param windows into which an iteration is cut, at least 1: between two, every answer is awaited
///   and the server's counters are read
public record Effort(Duration warmUp, int iterations, Duration iteration, int windows) {
    /// Start of two JVMs, connecting, JMH's own protocol and warm-up: seen on two cores.
    private static final Duration OVERHEAD = Duration.ofMillis(2700);

    /// Most models are steady after this.
    private static final Duration USUAL_WARM_UP = Duration.ofMillis(1200);

    static Effort millis(int warmUp, int iterations, int iteration) {
        return new Effort(Duration.ofMillis(warmUp), iterations, Duration.ofMillis(iteration), 1);
    }

    Effort withWindows(int count) {
        return new Effort(warmUp, iterations, iteration, count);
    }

    /// Windows of each cell.
    int allWindows() {
        return iterations * windows;
    }

    /// Length of one.
    Duration window() {
        return iteration.dividedBy(windows);
    }

    /// What one fork is expected to take that measures so many cells.
    Duration perFork(int cells) {
        var usual = warmUp.compareTo(USUAL_WARM_UP) < 0 ? warmUp : USUAL_WARM_UP;
        return OVERHEAD.plus(usual).plus(iteration.multipliedBy((long) iterations * cells));
    }
}
