package sockbench.fork;

import sockbench.host.KernelUsage;

/// What a server has used up to a moment.
///
/// @param cpuNanos of its process, exact
/// @param usage the kernel's other counters, taken within some tens of microseconds
public record UsageReading(long cpuNanos, KernelUsage usage) {}
