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

/// What the kernel has charged to this process or thread so far (`getrusage(2)`): ended threads and
/// io_uring's kernel workers included.
///
/// @param userMicros CPU time outside the kernel
/// @param systemMicros CPU time inside it
/// @param voluntarySwitches times a thread gave up its CPU to wait
/// @param involuntarySwitches times a thread lost its CPU to another
public record ResourceUsage(
        long userMicros, long systemMicros, long voluntarySwitches, long involuntarySwitches) {
    private static final int RUSAGE_SELF = 0;

    /// `struct rusage` of `bits/types/struct_rusage.h`: two `timeval`, then fourteen `long`.
    static final long BYTES = 144;

    static final long UTIME = 0;
    static final long STIME = 16;
    static final long NVCSW = 128;
    static final long NIVCSW = 136;

    private static final MethodHandle GETRUSAGE =
            call("getrusage", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));

    /// Of all threads of this process there ever were.
    public static ResourceUsage ofProcess() {
        return of(RUSAGE_SELF);
    }

    private static ResourceUsage of(int who) {
        try (var arena = Arena.ofConfined()) {
            var usage = arena.allocate(BYTES, Long.BYTES);
            if (getrusage(Native.errno(arena), who, usage.address()) < 0) {
                throw new AssertionError("getrusage fails only for a wrong argument");
            }
            return new ResourceUsage(
                    micros(usage, UTIME),
                    micros(usage, STIME),
                    usage.get(JAVA_LONG, NVCSW),
                    usage.get(JAVA_LONG, NIVCSW));
        }
    }

    /// A `timeval` is seconds and microseconds.
    private static long micros(MemorySegment usage, long timeval) {
        return usage.get(JAVA_LONG, timeval) * 1_000_000
                + usage.get(JAVA_LONG, timeval + Long.BYTES);
    }

    private static int getrusage(MemorySegment errno, int who, long usage) {
        try {
            return result((int) GETRUSAGE.invokeExact(errno, who, usage), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
