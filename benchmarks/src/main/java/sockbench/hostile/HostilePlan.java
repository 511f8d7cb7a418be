package sockbench.hostile;

import sockbench.host.CpuSplit;

import java.time.Duration;

/// How good peers are measured.
///
/// @param blocks pairs of windows, at least 2; an even number puts each arm first as often
/// @param window length of each
/// @param connections of good peers
/// @param ratePerSecond of all good peers together, open loop
/// @param seed of schedule and bodies
/// @param cpus generator on one half; server, and bad peers at idle priority, on the other
public record HostilePlan(
        int blocks,
        Duration window,
        int connections,
        double ratePerSecond,
        long seed,
        CpuSplit cpus) {
    public HostilePlan {
        check("blocks must be 2 to 1000, was %d", blocks >= 2 && blocks <= 1000, blocks);
        long millis = window.toMillis();
        check("windows must be 100 to 60000 ms, was %d", millis >= 100 && millis <= 60_000, millis);
        check(
                "connections must be 1 to 1000, was %d",
                connections >= 1 && connections <= 1000, connections);
        check(
                "rate must be 1 to 20000 per second, was %s",
                ratePerSecond >= 1 && ratePerSecond <= 20_000, ratePerSecond);
    }

    private static void check(String message, boolean isRight, Object value) {
        if (!isRight) {
            throw new IllegalArgumentException(message.formatted(value));
        }
    }
}
