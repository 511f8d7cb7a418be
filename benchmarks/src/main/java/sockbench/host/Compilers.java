package sockbench.host;

import sockbench.linux.Host;
import sockbench.linux.IdlePriority;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// The just-in-time compilers of this process.
public final class Compilers {
    /// HotSpot's threads, as far as the kernel keeps their names: `C2 CompilerThread0`.
    private static final String THREADS = "C[12] Compiler.*";

    private static final CompilationMXBean COMPILATION = ManagementFactory.getCompilationMXBean();

    private static final long NAP_NANOS = 200_000;

    private final List<Integer> threads;

    private Compilers(List<Integer> threads) {
        this.threads = threads;
    }

    /// Before anything was asked of them.
    public static Compilers left() {
        return new Compilers(List.of());
    }

    /// What they have worked so far, in milliseconds; 0 in a JVM without.
    public static long millis() {
        return COMPILATION == null ? 0 : COMPILATION.getTotalCompilationTime();
    }

    /// Leaves them what others do not want of their CPU, for good. A generator with one CPU is
    /// otherwise late by 3 ms, a time slice, whenever something becomes hot in the midst of
    /// measuring: JMH's own loop does, at 10,000 requests per second, after several seconds. Does
    /// nothing where there is no compiler, or no such priority.
    ///
    /// @throws IOException if there are none to be found, or the kernel refuses
    public static Compilers giveWay() throws IOException {
        if (COMPILATION == null || !Host.isLinux()) {
            return left();
        }
        var threads = IdlePriority.of(name -> name.matches(THREADS));
        if (threads.isEmpty()) {
            throw new IOException("no thread of this JVM is called " + THREADS);
        }
        return new Compilers(threads);
    }

    /// Sleeps until none of those that gave way wants a CPU. One that has work and gets none would
    /// otherwise take a time slice, 4 ms, of every second.
    ///
    /// @param most how long to sleep at most
    public void rest(Duration most) throws IOException {
        long end = System.nanoTime() + most.toNanos();
        while (areWorking() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    private boolean areWorking() throws IOException {
        for (int thread : threads) {
            if (IdlePriority.wantsCpu(thread)) {
                return true;
            }
        }
        return false;
    }
}
