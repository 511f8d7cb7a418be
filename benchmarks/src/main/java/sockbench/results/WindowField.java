package sockbench.results;

import java.util.Locale;

/// What is known of one window. The id is the column of `windows.csv`; its last word is the unit
/// where there is one.
public enum WindowField {
    /// When it began, on the monotonic clock of the machine.
    STARTED_NS,
    /// From the first request to the last answer that came before the stop.
    WALL_NS,
    /// Requests due; in a closed loop, requests sent.
    OFFERED,
    /// Requests the kernel was given.
    SENT,
    /// Answers verified, those awaited after the stop included: what CPU time is divided by.
    ANSWERED,
    /// Answers verified before the stop: what the rate is made of.
    COMPLETED,
    /// CPU time of the server's process, to the nanosecond, from before the first request to after
    /// the last answer.
    SERVER_CPU_NS,
    /// The part of it outside the kernel, as the kernel splits it by ticks.
    SERVER_USER_US,
    /// The part of it inside.
    SERVER_SYSTEM_US,
    /// Times a thread of the server gave up its CPU to wait: its wake-ups.
    SERVER_WAKE_UPS,
    /// Times a thread of the server lost its CPU to another.
    SERVER_PREEMPTIONS,
    /// CPU time of the generator's threads without idle polling.
    GENERATOR_CPU_NS,
    /// In a closed loop, from the answers of connections to when the kernel was given their next
    /// requests, summed: the generator's part of each round.
    GENERATOR_HELD_BACK_NS,
    /// By how much idle polls of the generator took longer than they do: somebody else had its CPU.
    GENERATOR_PREEMPTED_NS,
    /// The longest time in which the generator's loop did not come round by itself: how long
    /// somebody else had its CPU at most.
    GENERATOR_LONGEST_GAP_NS,
    RESPONSE_MEAN_US,
    RESPONSE_P50_US,
    RESPONSE_P99_US,
    SERVICE_P50_US,
    SERVICE_P99_US,
    LAG_P50_US,
    LAG_P99_US;

    /// The column, e.g. `server_cpu_ns`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
