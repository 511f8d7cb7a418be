package sockbench.cliff;

import sockbench.host.CpuSplit;

import java.time.Duration;

/// What is looked for, and how long.
///
/// @param model a registry name, or the class name of an [sockbench.api.IoModel]
/// @param objective for the p99 of 64 busy connections in a closed loop, 10 µs to 1 s
/// @param most connections to try, 64 to 100,000
/// @param precision how far apart the largest number that keeps and the smallest that breaks may be
///   at the end, as a share of the former, 0 to 1
/// @param limit no step begins after that, 1 s to an hour
/// @param cpus generator on one half, server on the other
public record CliffPlan(
        String model,
        Duration objective,
        int most,
        double precision,
        Duration limit,
        CpuSplit cpus) {
    /// Connections to begin with, and how many are busy.
    static final int FIRST = 64;

    private static final int MOST = 100_000;
    private static final long SHORTEST_MICROS = 10;
    private static final long LONGEST_MICROS = 1_000_000;
    private static final long LONGEST_SECONDS = 3600;

    public CliffPlan {
        long micros = objective.toNanos() / 1000;
        check(
                "slo must be 10us to 1s, was %d us",
                micros >= SHORTEST_MICROS && micros <= LONGEST_MICROS, micros);
        check("most must be 64 to 100000, was %d", most >= FIRST && most <= MOST, most);
        check(
                "precision must be 0 to 100 percent, was %.0f",
                precision >= 0 && precision <= 1, 100 * precision);
        long seconds = limit.toSeconds();
        check(
                "seconds must be 1 to 3600, was %d",
                seconds >= 1 && seconds <= LONGEST_SECONDS, seconds);
    }

    private static void check(String message, boolean isRight, Object value) {
        if (!isRight) {
            throw new IllegalArgumentException(message.formatted(value));
        }
    }
}
