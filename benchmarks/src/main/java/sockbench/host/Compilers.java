package sockbench.host;

import sockbench.linux.Host;
import sockbench.linux.IdlePriority;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/// The just-in-time compilers of this process.
public final class Compilers {
    /// HotSpot's threads, as far as the kernel keeps their names: `C2 CompilerThread0`.
    private static final String THREADS = "C[12] Compiler.*";

    private static final CompilationMXBean COMPILATION = ManagementFactory.getCompilationMXBean();

    private Compilers() {}

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
    public static void giveWay() throws IOException {
        boolean compiles = COMPILATION != null;
        if (compiles && Host.isLinux() && IdlePriority.of(name -> name.matches(THREADS)) == 0) {
            throw new IOException("no thread of this JVM is called " + THREADS);
        }
    }
}
