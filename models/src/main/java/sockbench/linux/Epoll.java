package sockbench.linux;

import static sockbench.linux.Native.call;
import static sockbench.linux.Native.impossible;
import static sockbench.linux.Native.result;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// `epoll(7)`: a set of descriptors kept in the kernel, and the list of those that are ready.
/// Constants are those of `sys/epoll.h`.
public final class Epoll {
    public static final int IN = 0x1;
    public static final int OUT = 0x4;
    public static final int ERR = 0x8;
    public static final int HUP = 0x10;

    /// The peer will send nothing more.
    public static final int RDHUP = 0x2000;

    /// Edge-triggered: reported once for each change, not for as long as it lasts.
    public static final int EDGE = 1 << 31;

    static final int CLOEXEC = 0x80000;
    static final int CTL_ADD = 1;
    static final int CTL_MOD = 3;

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

    private Epoll() {}

    /// @return a descriptor owned by the caller, or a negated errno
    public static int create(MemorySegment state) {
        try {
            return result((int) EPOLL_CREATE1.invokeExact(state, CLOEXEC), state);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    /// Watches `fd` for the events of the first element, whose data comes back with them.
    public static int add(MemorySegment state, int epoll, int fd, EpollEvents event) {
        return control(state, epoll, CTL_ADD, fd, event.address());
    }

    /// Changes what `fd` is watched for. Events that are there already are reported anew.
    public static int modify(MemorySegment state, int epoll, int fd, EpollEvents event) {
        return control(state, epoll, CTL_MOD, fd, event.address());
    }

    /// Waits until a watched descriptor is ready.
    ///
    /// @param timeoutMillis -1 waits for ever, 0 returns at once
    /// @return elements filled, 0 after a timeout, or a negated errno
    public static int await(MemorySegment state, int epoll, EpollEvents events, int timeoutMillis) {
        try {
            return result(
                    (int)
                            EPOLL_WAIT.invokeExact(
                                    state,
                                    epoll,
                                    events.address(),
                                    events.capacity(),
                                    timeoutMillis),
                    state);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static int control(MemorySegment state, int epoll, int operation, int fd, long event) {
        try {
            return result((int) EPOLL_CTL.invokeExact(state, epoll, operation, fd, event), state);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
