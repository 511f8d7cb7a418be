package sockbench.linux;

import static sockbench.linux.Native.MEMORY;
import static sockbench.linux.Native.call;
import static sockbench.linux.Native.impossible;
import static sockbench.linux.Native.infallible;
import static sockbench.linux.Native.result;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Signals that are read, not handled: `pthread_sigmask(3)`, `signalfd(2)`, `pthread_kill(3)`.
/// Never a handler: the JVM could not run it in the middle of anything.
final class Signals {
    /// `SIGIO` of `asm-generic/signal.h`.
    static final int SIGIO = 29;

    /// The real-time signal used for messages. The JVM uses none; the C library keeps the first two
    /// or three to itself, so this stays clear of its `SIGRTMIN`.
    static final int MESSAGE = 38;

    /// Bytes of the C library's `sigset_t`, of which the kernel reads the first 8.
    static final long SIGSET_BYTES = 128;

    private static final int SIG_BLOCK = 0;
    private static final int SFD_CLOEXEC = 0x80000;

    private static final MethodHandle PTHREAD_SIGMASK =
            infallible(
                    "pthread_sigmask",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle PTHREAD_SELF =
            infallible("pthread_self", FunctionDescriptor.of(JAVA_LONG));
    private static final MethodHandle PTHREAD_KILL =
            infallible("pthread_kill", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle SIGNALFD =
            call("signalfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle GETTID =
            infallible("gettid", FunctionDescriptor.of(JAVA_INT));

    private Signals() {}

    /// A set of two signals.
    ///
    /// @return its address
    static long set(Arena arena, int one, int other) {
        long set = arena.allocate(SIGSET_BYTES, Long.BYTES).address();
        MEMORY.set(JAVA_LONG, set, 1L << (one - 1) | 1L << (other - 1));
        return set;
    }

    /// Lets signals to the calling thread wait instead of being delivered.
    ///
    /// @return 0 or a negated errno
    static int block(long set) {
        try {
            return -(int) PTHREAD_SIGMASK.invokeExact(SIG_BLOCK, set, 0L);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    /// A descriptor that reads blocked signals of the thread that reads it.
    ///
    /// @return a descriptor owned by the caller, or a negated errno
    static int signalfd(MemorySegment errno, long set) {
        try {
            return result((int) SIGNALFD.invokeExact(errno, -1, set, SFD_CLOEXEC), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    /// The calling thread, for [#kill].
    static long self() {
        try {
            return (long) PTHREAD_SELF.invokeExact();
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    /// Sends a signal to a thread of this process, which must not have ended.
    static int kill(long thread, int signal) {
        try {
            return -(int) PTHREAD_KILL.invokeExact(thread, signal);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    /// The calling thread as the kernel numbers it.
    static int gettid() {
        try {
            return (int) GETTID.invokeExact();
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
