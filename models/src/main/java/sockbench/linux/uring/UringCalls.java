package sockbench.linux.uring;

import static sockbench.linux.Native.impossible;
import static sockbench.linux.Native.result;
import static sockbench.linux.Native.variadic;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// `io_uring_setup(2)`, `io_uring_enter(2)`, `io_uring_register(2)`, which the C library does not
/// wrap. Their numbers are the same on every 64-bit architecture (`asm-generic/unistd.h`).
final class UringCalls {
    static final long SETUP = 425;
    static final long ENTER = 426;
    static final long REGISTER = 427;

    static final int ENTER_GETEVENTS = 1;
    static final int ENTER_SQ_WAKEUP = 1 << 1;
    static final int ENTER_SQ_WAIT = 1 << 2;
    static final int ENTER_EXT_ARG = 1 << 3;
    static final int ENTER_REGISTERED_RING = 1 << 4;

    private static final MethodHandle SYSCALL =
            variadic(
                    "syscall",
                    1,
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                            JAVA_LONG, JAVA_LONG));

    private UringCalls() {}

    /// @return the ring's descriptor, or a negated errno
    static int setup(MemorySegment errno, int entries, UringParams params) {
        return syscall(errno, SETUP, entries, params.struct().address(), 0, 0, 0, 0);
    }

    /// @return entries taken, or a negated errno
    static int enter(MemorySegment errno, int fd, int submit, int wait, int flags) {
        return syscall(errno, ENTER, fd, submit, wait, flags, 0, 0);
    }

    /// The same with an argument for `IORING_ENTER_EXT_ARG`.
    static int enter(
            MemorySegment errno,
            int fd,
            int submit,
            int wait,
            int flags,
            long argument,
            long bytes) {
        return syscall(errno, ENTER, fd, submit, wait, flags, argument, bytes);
    }

    /// @return what the operation gives, or a negated errno
    static int register(MemorySegment errno, int fd, int operation, long argument, int count) {
        return syscall(errno, REGISTER, fd, operation, argument, count, 0, 0);
    }

    private static int syscall(
            MemorySegment errno, long number, long a, long b, long c, long d, long e, long f) {
        try {
            return (int) result((long) SYSCALL.invokeExact(errno, number, a, b, c, d, e, f), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
