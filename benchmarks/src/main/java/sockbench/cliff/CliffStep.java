package sockbench.cliff;

/// What a number of connections was measured to be.
///
/// @param connections that were asked for
/// @param answered connections on which a request was answered
/// @param p99Micros of 64 busy ones, the median of the windows; not a number if there was no window
/// @param limit what broke; [CliffLimit#NONE] if nothing did
/// @param reason in a line; empty if nothing broke
public record CliffStep(
        int connections, int answered, double p99Micros, CliffLimit limit, String reason) {
    public boolean isKept() {
        return limit == CliffLimit.NONE;
    }
}
