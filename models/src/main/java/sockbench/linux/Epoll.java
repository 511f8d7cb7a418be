package sockbench.linux;

import static sockbench.linux.Native.call;
import static sockbench.linux.Native.impossible;
import static sockbench.linux.Native.result;
import static sockbench.linux.Native.variadic;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// An instance of `epoll(7)`: a set of descriptors kept in the kernel, and the list of those that
/// are ready. Constants are those of `sys/epoll.h`. Belongs to the thread whose state it was opened
/// with.
public final class Epoll implements AutoCloseable {
    public static final int IN = 0x1;
    public static final int OUT = 0x4;
    public static final int ERR = 0x8;
    public static final int HUP = 0x10;

    /// The peer will send nothing more.
    public static final int RDHUP = 0x2000;

    /// Edge-triggered: reported once for each change, not for as long as it lasts.
    public static final int EDGE = 1 << 31;

    static final int CLOEXEC = 0x80000;
    static final int ADD = 1;
    static final int MODIFY = 3;

    /// The same number on all architectures.
    static final long EPOLL_PWAIT2 = 441;

    private static final MethodHandle EPOLL_CREATE1 =
            call("epoll_create1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle EPOLL_CTL =
            call(
                    "epoll_ctl",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle EPOLL_WAIT =
            call(
                    "epoll_wait",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));

    /// By its number, for the C library has a name for it only since 2.35.
    private static final MethodHandle SYSCALL =
            variadic(
                    "syscall",
                    1,
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG,
                            JAVA_LONG, JAVA_LONG));

    private final MemorySegment errno;
    private final EpollEvents events;
    private final int fd;

    private Epoll(MemorySegment errno, EpollEvents events, int fd) {
        this.errno = errno;
        this.events = events;
        this.fd = fd;
    }

    /// @param events where [#await] puts what happened; instances of one thread may share it
    public static Epoll open(MemorySegment errno, EpollEvents events) throws IOException {
        return new Epoll(errno, events, Errno.check("epoll_create1", epollCreate1(errno, CLOEXEC)));
    }

    /// Opens one and closes it.
    ///
    /// @throws IOException if this machine has none
    public static void probe(MemorySegment errno) throws IOException {
        try (var arena = Arena.ofConfined()) {
            open(errno, new EpollEvents(arena, 1)).close();
        }
    }

    /// Readable while a watched descriptor is ready: an instance can itself be waited for.
    public int fd() {
        return fd;
    }

    /// Watches a descriptor until it is closed. Reported with it: the descriptor itself.
    public void watch(int watched, int mask) throws IOException {
        control(ADD, watched, mask);
    }

    /// Watches for something else from now on. What is there already is reported anew.
    public void rewatch(int watched, int mask) throws IOException {
        control(MODIFY, watched, mask);
    }

    /// Waits until a watched descriptor is ready.
    ///
    /// @param timeoutMillis -1 waits for ever, 0 returns at once
    /// @return events that can be read now; 0 after a timeout or a signal
    public int await(int timeoutMillis) throws IOException {
        int ready = epollWait(errno, fd, events.address(), events.capacity(), timeoutMillis);
        return ready == -Errno.EINTR ? 0 : Errno.check("epoll_wait", ready);
    }

    /// The same, to the nanosecond (`epoll_pwait2(2)`).
    public int awaitNanos(long timeoutNanos) throws IOException {
        long timeout = events.timeout(timeoutNanos);
        int ready = epollPwait2(errno, fd, events.address(), events.capacity(), timeout);
        return ready == -Errno.EINTR ? 0 : Errno.check("epoll_pwait2", ready);
    }

    @Override
    public void close() {
        Sockets.close(errno, fd);
    }

    private void control(int operation, int watched, int mask) throws IOException {
        long change = events.change(watched, mask);
        Errno.check("epoll_ctl", epollCtl(errno, fd, operation, watched, change));
    }

    private static int epollCreate1(MemorySegment errno, int flags) {
        try {
            return result((int) EPOLL_CREATE1.invokeExact(errno, flags), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static int epollCtl(
            MemorySegment errno, int epoll, int operation, int watched, long event) {
        try {
            return result(
                    (int) EPOLL_CTL.invokeExact(errno, epoll, operation, watched, event), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static int epollPwait2(
            MemorySegment errno, int epoll, long events, int capacity, long timeout) {
        try {
            return result(
                    (int)
                            (long)
                                    SYSCALL.invokeExact(
                                            errno,
                                            EPOLL_PWAIT2,
                                            epoll,
                                            events,
                                            capacity,
                                            timeout,
                                            0L,
                                            0L),
                    errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static int epollWait(
            MemorySegment errno, int epoll, long events, int capacity, int timeoutMillis) {
        try {
            return result(
                    (int) EPOLL_WAIT.invokeExact(errno, epoll, events, capacity, timeoutMillis),
                    errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
