package sockbench.linux;

import static sockbench.linux.Native.call;
import static sockbench.linux.Native.impossible;
import static sockbench.linux.Native.result;
import static sockbench.linux.Native.variadic;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Stops a child process and lets it go on, as a shell does with a job (`kill(2)` with `SIGSTOP`
/// and `SIGCONT`). A stopped process uses no CPU; what arrives at its sockets waits there.
///
/// Every result is 0 or a negated errno: ESRCH if the process has ended.
public final class JobControl {
    /// Of `asm-generic/signal.h`.
    static final int SIGCONT = 18;

    static final int SIGSTOP = 19;

    /// `waitid(2)`, of `linux/wait.h`.
    static final int P_PID = 1;

    static final int WNOHANG = 1;
    static final int WSTOPPED = 2;
    static final int WNOWAIT = 0x0100_0000;

    /// `siginfo_t`, of which `si_signo` is 0 if there is nothing to tell.
    static final long SIGINFO_BYTES = 128;

    static final long SI_SIGNO = 0;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /// A thread says that it has stopped just before it leaves its CPU, and is charged for its last
    /// milliseconds as it leaves.
    private static final long SETTLING_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /// `prctl(2)`, of `linux/prctl.h`.
    static final int PR_SET_PDEATHSIG = 1;

    private static final MethodHandle KILL =
            call("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle WAITID =
            call(
                    "waitid",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));

    private static final MethodHandle PRCTL =
            variadic("prctl", 1, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));

    private JobControl() {}

    /// Why processes cannot be stopped here; empty if they can.
    public static Optional<String> unavailable() {
        int nothing = 0;
        int own = Math.toIntExact(ProcessHandle.current().pid());
        return Host.unavailable(errno -> Errno.check("kill", kill(errno, own, nothing)));
    }

    /// Stops a child of this process and returns when all its threads have stopped: the signal
    /// alone reaches them some time later. Does nothing if it is stopped already.
    ///
    /// @return 0, or a negated errno: ETIME if they have not stopped within two seconds, ECHILD if
    ///   it is no child
    public static int stop(long pid) {
        try (var arena = Arena.ofConfined()) {
            var errno = Native.errno(arena);
            int id = Math.toIntExact(pid);
            int sent = kill(errno, id, SIGSTOP);
            return sent < 0 ? sent : awaitStop(errno, id, arena.allocate(SIGINFO_BYTES, 8));
        }
    }

    /// Lets it go on. Does nothing if it is not stopped.
    public static int resume(long pid) {
        try (var arena = Arena.ofConfined()) {
            return kill(Native.errno(arena), Math.toIntExact(pid), SIGCONT);
        }
    }

    /// Lets this process go on, should it be stopped, when its parent has ended: whatever else is
    /// to happen then, happens. Also when only the thread that has started it ends. For as long as
    /// the calling thread lives.
    public static int resumeWithoutParent() {
        try (var arena = Arena.ofConfined()) {
            return prctl(Native.errno(arena), PR_SET_PDEATHSIG, SIGCONT);
        }
    }

    /// Asks again and again instead of waiting in the kernel, where nobody would wake it if the
    /// process ended meanwhile: another thread of the JVM reaps its children.
    private static int awaitStop(MemorySegment errno, int pid, MemorySegment signal) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() - deadline < 0) {
            // Looked at only, not taken: a second stop must find it, too.
            int options = WSTOPPED | WNOHANG | WNOWAIT;
            int found = waitid(errno, P_PID, pid, signal.address(), options);
            if (found < 0) {
                return found;
            }
            if (signal.get(JAVA_INT, SI_SIGNO) != 0) {
                spin(SETTLING_NANOS);
                return 0;
            }
            Thread.onSpinWait();
        }
        return -Errno.ETIME;
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    private static int kill(MemorySegment errno, int pid, int signal) {
        try {
            return result((int) KILL.invokeExact(errno, pid, signal), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static int waitid(MemorySegment errno, int type, int id, long signal, int options) {
        try {
            return result((int) WAITID.invokeExact(errno, type, id, signal, options), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static int prctl(MemorySegment errno, int option, long argument) {
        try {
            return result((int) PRCTL.invokeExact(errno, option, argument), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
