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

/// `setsockopt(2)`: how a socket behaves. Every result is 0 or a negated errno.
public final class SocketOptions {
    static final int SOL_SOCKET = 1;
    static final int SO_REUSEADDR = 2;
    static final int SO_LINGER = 13;
    static final int SO_REUSEPORT = 15;
    static final int SO_SNDTIMEO = 21;
    static final int IPPROTO_TCP = 6;
    static final int TCP_NODELAY = 1;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private static final MethodHandle SETSOCKOPT =
            call(
                    "setsockopt",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));

    private SocketOptions() {}

    /// Replies leave at once instead of waiting for an acknowledgement (Nagle's algorithm off).
    public static int noDelay(MemorySegment errno, int fd) {
        return set(errno, fd, IPPROTO_TCP, TCP_NODELAY, 1);
    }

    /// Closing resets the connection from now on (`SO_LINGER` of no time), so that nothing stays in
    /// TIME_WAIT.
    public static int resetOnClose(MemorySegment errno, int fd) {
        // struct linger { l_onoff, l_linger } of sys/socket.h
        return set(errno, fd, SOL_SOCKET, SO_LINGER, 1, 0);
    }

    /// How long `connect(2)` and sends wait at most; 0 seconds and microseconds is for ever
    /// (`SO_SNDTIMEO`).
    static int sendTimeout(MemorySegment errno, int fd, int millis) {
        try (var arena = Arena.ofConfined()) {
            var timeval = new Timeval(arena).nanos(millis * NANOS_PER_MILLI);
            var value = MemorySegment.ofAddress(timeval).reinterpret(Timeval.BYTES);
            return setsockopt(errno, fd, SOL_SOCKET, SO_SNDTIMEO, value);
        }
    }

    /// The address can be bound again while connections of an earlier listener are in TIME_WAIT.
    static int reuseAddress(MemorySegment errno, int fd) {
        return set(errno, fd, SOL_SOCKET, SO_REUSEADDR, 1);
    }

    /// Lets others bind to the port of `fd` from now on, if they share it too (`SO_REUSEPORT`).
    public static int sharePort(MemorySegment errno, int fd) {
        return set(errno, fd, SOL_SOCKET, SO_REUSEPORT, 1);
    }

    private static int set(MemorySegment errno, int fd, int level, int name, int... words) {
        try (var arena = Arena.ofConfined()) {
            var value = arena.allocateFrom(JAVA_INT, words);
            return setsockopt(errno, fd, level, name, value);
        }
    }

    private static int setsockopt(
            MemorySegment errno, int fd, int level, int name, MemorySegment value) {
        try {
            return result(
                    (int)
                            SETSOCKOPT.invokeExact(
                                    errno,
                                    fd,
                                    level,
                                    name,
                                    value.address(),
                                    (int) value.byteSize()),
                    errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
