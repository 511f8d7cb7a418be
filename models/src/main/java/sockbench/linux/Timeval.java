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

    private final long address;

    Timeval(Arena arena) {
        this.address = arena.allocate(BYTES, Long.BYTES).address();
    }

    /// @return its address; to be filled for each use, because `select(2)` leaves what is left of
    ///   it
    long millis(int millis) {
        MEMORY.set(JAVA_LONG, address + SECONDS, millis / 1000);
        MEMORY.set(JAVA_LONG, address + MICROS, millis % 1000 * 1000L);
        return address;
    }
}
