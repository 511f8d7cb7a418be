package sockbench.results;

import java.util.Locale;

/// Which time a latency histogram holds, in nanoseconds.
public enum LatencyKind {
    /// From due (open loop) or sent (closed loop) to completed.
    RESPONSE,
    /// The same in the windows in which nobody took the generator's CPU; open loop only.
    UNPREEMPTED,
    /// Service time in those windows.
    UNPREEMPTED_SERVICE,
    /// From actually sent to completed.
    SERVICE,
    /// From due to actually sent: the generator's own lateness.
    LAG;

    /// The name in tags, e.g. `response`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
