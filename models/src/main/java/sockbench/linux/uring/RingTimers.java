package sockbench.linux.uring;

import static sockbench.linux.Native.MEMORY;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;

/// Operations of one ring that complete when some time has passed, with -ETIME. Not thread-safe.
///
/// The kernel reads how long from a `struct __kernel_timespec` when it takes the entry. There are
/// as many of these as entries can wait to be taken, used in turn: when the first one's turn comes
/// again, its entry was taken.
public final class RingTimers {
    static final long SECONDS = 0;
    static final long NANOSECONDS = 8;
    static final long TIMESPEC_BYTES = 16;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long timespecs;
    private final int count;
    private int turn;

    /// @param submissions what the ring was opened with
    public RingTimers(Arena arena, int submissions) {
        timespecs = arena.allocate(submissions * TIMESPEC_BYTES, Long.BYTES).address();
        count = submissions;
    }

    /// Fills an entry of the ring, see [Sqe].
    ///
    /// @param flags 0 or [Sqe#HARDLINK]
    public void fill(long entry, int flags, long nanos, long userData) {
        long timespec = timespecs + turn * TIMESPEC_BYTES;
        turn = (turn + 1) % count;
        MEMORY.set(JAVA_LONG, timespec + SECONDS, nanos / NANOS_PER_SECOND);
        MEMORY.set(JAVA_LONG, timespec + NANOSECONDS, nanos % NANOS_PER_SECOND);
        Sqe.timeout(entry, flags, timespec, userData);
    }
}
