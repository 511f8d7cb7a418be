package sockbench.linux;

import static sockbench.linux.Native.MEMORY;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;

/// `struct timeval` of `sys/time.h`.
///
///     0   long tv_sec
///     8   long tv_usec
///     16
final class Timeval {
    static final long SECONDS = 0;
    static final long MICROS = 8;
    static final long BYTES = 16;

    private static final long NANOS_PER_MICRO = 1000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final long address;

    Timeval(Arena arena) {
        this.address = arena.allocate(BYTES, Long.BYTES).address();
    }

    /// Rounded up.
    ///
    /// @return its address; to be filled for each use, because `select(2)` leaves what is left of
    ///   it
    long nanos(long nanos) {
        long micros = (nanos + NANOS_PER_MICRO - 1) / NANOS_PER_MICRO;
        MEMORY.set(JAVA_LONG, address + SECONDS, micros / MICROS_PER_SECOND);
        MEMORY.set(JAVA_LONG, address + MICROS, micros % MICROS_PER_SECOND);
        return address;
    }
}
