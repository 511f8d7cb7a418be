package sockbench.bench;

import org.jspecify.annotations.Nullable;

import sockbench.host.Counters;

/// A server's counters and when they were read.
///
/// @param nanos a [System#nanoTime] reading
/// @param counters null for a server that somebody else started
record Reading(long nanos, @Nullable Counters counters) {}
