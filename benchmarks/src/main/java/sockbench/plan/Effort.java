package sockbench.plan;

/// How one fork spends its time.
///
/// @param warmUpMillis limit of the warm-up of all its servers together
/// @param windowMillis length of a window, which to JMH is an iteration
public record Effort(int warmUpMillis, int windowMillis) {}
