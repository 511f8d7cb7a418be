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
import java.util.Optional;

/// The CPU time of a process, any process, in nanoseconds (`clock_getcpuclockid(3)`): of all its
/// threads, ended ones and io_uring's kernel workers included.
///
/// Exact about threads that wait or are stopped. One that runs on another CPU at the moment is
/// charged up to its last turn or timer tick, which may be milliseconds ago.
///
/// A reading is one system call and allocates nothing. Not thread-safe, but any thread may read.
public final class ProcessClock implements AutoCloseable {
    /// `CPUCLOCK_SCHED` of `linux/posix-timers.h`: what the scheduler has measured, not what ticks
    /// have sampled. Process ids come as their complement, above three bits.
    private static final int SCHEDULER = 2;

    private static final int KIND_BITS = 3;

    private static final MethodHandle CLOCK_GETTIME =
            call("clock_gettime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));

    private final Arena arena = Arena.ofShared();
    private final MemorySegment errno = Native.errno(arena);
    private final Timespec time = Timespec.of(arena);
    private final int clock;

    /// Asks nothing of the kernel yet, so the process need not exist.
    public ProcessClock(long pid) {
        this.clock = id(pid);
    }

    /// Why there are no such clocks here; empty if there are.
    public static Optional<String> unavailable() {
        return Host.unavailable(errno -> {
            try (var arena = Arena.ofConfined()) {
                long time = Timespec.of(arena).address();
                int own = id(ProcessHandle.current().pid());
                Errno.check("clock_gettime", clockGettime(errno, own, time));
            }
        });
    }

    /// CPU time used so far.
    ///
    /// @return nanoseconds, or a negated errno: EINVAL if the process has ended
    public long nanos() {
        int read = clockGettime(errno, clock, time.address());
        return read < 0 ? read : time.nanos();
    }

    /// Does nothing the second time.
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    private static int id(long pid) {
        return ~Math.toIntExact(pid) << KIND_BITS | SCHEDULER;
    }

    private static int clockGettime(MemorySegment errno, int clock, long time) {
        try {
            return result((int) CLOCK_GETTIME.invokeExact(errno, clock, time), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
