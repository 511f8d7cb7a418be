package sockbench.linux.uring;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// How long a wait in a ring may take: `struct io_uring_getevents_arg` of `linux/io_uring.h` and, behind it, the
/// `struct __kernel_timespec` it points to.
///
///     0         8            12    16    24        32
///     | sigmask | sigmask_sz | pad | ts  | seconds | nanoseconds |
public final class UringTimeout {
    static final long ARGUMENT_BYTES = 24;
    static final long TS = 16;

    private static final long SECONDS = ARGUMENT_BYTES;
    private static final long NANOSECONDS = SECONDS + Long.BYTES;
    static final long BYTES = NANOSECONDS + Long.BYTES;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final MemorySegment struct;

    public UringTimeout(Arena arena) {
        struct = arena.allocate(BYTES, Long.BYTES);
        struct.set(JAVA_LONG, TS, struct.address() + SECONDS);
    }

    /// Sets it for the next wait.
    ///
    /// @return the address of the argument
    long set(long nanos) {
        struct.set(JAVA_LONG, SECONDS, nanos / NANOS_PER_SECOND);
        struct.set(JAVA_LONG, NANOSECONDS, nanos % NANOS_PER_SECOND);
        return struct.address();
    }
}
