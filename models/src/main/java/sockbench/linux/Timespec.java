package sockbench.linux;

import static sockbench.linux.Native.MEMORY;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;

/// `struct timespec` of `bits/types/struct_timespec.h`.
///
///     0   long tv_sec
///     8   long tv_nsec
///     16
///
/// @param address where it lies
record Timespec(long address) {
    static final long SECONDS = 0;
    static final long NANOS = 8;
    static final long BYTES = 16;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    static Timespec of(Arena arena) {
        return new Timespec(arena.allocate(BYTES, Long.BYTES).address());
    }

    /// Fills it.
    ///
    /// @return its address
    long set(long nanos) {
        MEMORY.set(JAVA_LONG, address + SECONDS, nanos / NANOS_PER_SECOND);
        MEMORY.set(JAVA_LONG, address + NANOS, nanos % NANOS_PER_SECOND);
        return address;
    }

    /// What the kernel has put into it.
    long nanos() {
        return MEMORY.get(JAVA_LONG, address + SECONDS) * NANOS_PER_SECOND
                + MEMORY.get(JAVA_LONG, address + NANOS);
    }
}
