package sockbench.linux;

import static sockbench.linux.Native.call;
import static sockbench.linux.Native.impossible;
import static sockbench.linux.Native.result;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// An event object: a 64-bit counter that is readable while it is not zero (`eventfd(2)`). Always
/// non-blocking: a blocking one would send io_uring's writes to worker threads.
public final class EventFd {
    private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;

    private static final MethodHandle EVENTFD =
            call("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle READ =
            call("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle WRITE =
            call("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));

    private EventFd() {}

    /// @return a descriptor owned by the caller, or a negated errno
    public static int open(MemorySegment errno) {
        try {
            return result((int) EVENTFD.invokeExact(errno, 0, NONBLOCK_CLOEXEC), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    /// Sets the event from any thread; whoever waits on it wakes.
    public static void signal(int fd) {
        try (var arena = Arena.ofConfined()) {
            var errno = Native.errno(arena);
            var one = arena.allocateFrom(JAVA_LONG, 1);
            write(errno, fd, one.address());
        }
    }

    /// Resets the event from any thread; does nothing if it was not set.
    public static void reset(int fd) {
        try (var arena = Arena.ofConfined()) {
            reset(Native.errno(arena), fd, arena.allocate(JAVA_LONG).address());
        }
    }

    /// Resets the event.
    ///
    /// @param counter 8 bytes to receive the count
    /// @return 8, or a negated errno; EAGAIN if it was not set
    public static long reset(MemorySegment errno, int fd, long counter) {
        try {
            return result((long) READ.invokeExact(errno, fd, counter, 8L), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static long write(MemorySegment errno, int fd, long counter) {
        try {
            return result((long) WRITE.invokeExact(errno, fd, counter, 8L), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
