package sockbench.linux;

import static sockbench.linux.Native.MEMORY;
import static sockbench.linux.Native.call;
import static sockbench.linux.Native.impossible;
import static sockbench.linux.Native.result;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Waits for one of several descriptors to become readable: `poll(2)` and its array of
/// `struct pollfd` (`poll.h`). Belongs to one thread.
///
///     0  int fd
///     4  short events     what to wait for
///     6  short revents    what happened
///     8
public final class Poll {
    static final long FD = 0;
    static final long EVENTS = 4;
    static final long REVENTS = 6;
    static final long BYTES = 8;
    static final short POLLIN = 1;

    private static final MethodHandle POLL =
            call("poll", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

    private static final MethodHandle PPOLL =
            call(
                    "ppoll",
                    FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    private final MemorySegment errno;
    private final long address;
    private final Timespec timeout;

    /// @param arena owner of the memory
    /// @param slots descriptors it can wait for at most
    public Poll(Arena arena, MemorySegment errno, int slots) {
        this.errno = errno;
        this.address = arena.allocate(slots * BYTES, BYTES).address();
        this.timeout = Timespec.of(arena);
    }

    /// Puts a descriptor into a slot. What had happened there is forgotten.
    public void set(int slot, int fd) {
        MEMORY.set(JAVA_INT, address + slot * BYTES + FD, fd);
        MEMORY.set(JAVA_SHORT, address + slot * BYTES + EVENTS, POLLIN);
        MEMORY.set(JAVA_SHORT, address + slot * BYTES + REVENTS, (short) 0);
    }

    /// Copies a slot, with what happened there.
    public void move(int from, int to) {
        MEMORY.set(JAVA_LONG, address + to * BYTES, MEMORY.get(JAVA_LONG, address + from * BYTES));
    }

    /// Waits for the first `slots` slots.
    ///
    /// @param timeoutMillis -1 waits for ever, 0 returns at once
    /// @return how many are [#readable]; 0 after a timeout or a signal
    public int await(int slots, int timeoutMillis) throws IOException {
        int readable = poll(errno, address, slots, timeoutMillis);
        return readable == -Errno.EINTR ? 0 : Errno.check("poll", readable);
    }

    /// The same, to the nanosecond (`ppoll(2)`).
    public int awaitNanos(int slots, long timeoutNanos) throws IOException {
        int readable = ppoll(errno, address, slots, timeout.set(timeoutNanos));
        return readable == -Errno.EINTR ? 0 : Errno.check("ppoll", readable);
    }

    /// True if the last wait found the descriptor readable, or broken.
    public boolean readable(int slot) {
        return MEMORY.get(JAVA_SHORT, address + slot * BYTES + REVENTS) != 0;
    }

    private static int ppoll(MemorySegment errno, long slots, long count, long timeout) {
        try {
            return result((int) PPOLL.invokeExact(errno, slots, count, timeout, 0L), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static int poll(MemorySegment errno, long slots, long count, int timeoutMillis) {
        try {
            return result((int) POLL.invokeExact(errno, slots, count, timeoutMillis), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
