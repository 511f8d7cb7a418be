package sockbench.linux;

import static sockbench.linux.Native.call;
import static sockbench.linux.Native.impossible;
import static sockbench.linux.Native.result;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// What this process may use at most (`getrlimit(2)`).
public final class ProcessLimits {
    /// `RLIMIT_NOFILE` of `asm-generic/resource.h`.
    private static final int NOFILE = 7;

    /// `struct rlimit { rlim_cur, rlim_max }`.
    private static final long RLIMIT_BYTES = 16;

    private static final MethodHandle GETRLIMIT =
            call("getrlimit", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));

    private ProcessLimits() {}

    /// One more than the highest descriptor.
    public static long descriptors(MemorySegment errno) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var limit = arena.allocate(RLIMIT_BYTES, Long.BYTES);
            Errno.check("getrlimit", getrlimit(errno, NOFILE, limit.address()));
            return limit.get(JAVA_LONG, 0);
        }
    }

    private static int getrlimit(MemorySegment errno, int resource, long limit) {
        try {
            return result((int) GETRLIMIT.invokeExact(errno, resource, limit), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
