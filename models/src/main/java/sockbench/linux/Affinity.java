package sockbench.linux;

import static sockbench.linux.Native.call;
import static sockbench.linux.Native.impossible;
import static sockbench.linux.Native.result;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/// The CPUs the calling thread may run on (`sched_setaffinity(2)`). Threads and processes it starts
/// inherit them, so a process started while pinned is pinned as a whole, and its JVM counts just
/// these CPUs.
public final class Affinity {
    /// `cpu_set_t`: 1,024 bits.
    private static final int SET_BYTES = 128;

    private static final MethodHandle SET =
            call(
                    "sched_setaffinity",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle GET =
            call(
                    "sched_getaffinity",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));

    private Affinity() {}

    /// The CPUs of the calling thread.
    public static BitSet get() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var set = arena.allocate(SET_BYTES, Long.BYTES);
            Errno.check("sched_getaffinity", get(Native.errno(arena), set.address()));
            return BitSet.valueOf(set.toArray(JAVA_LONG));
        }
    }

    /// Moves the calling thread to these CPUs.
    ///
    /// @param cpus numbers from 0; at least one must exist
    public static void set(BitSet cpus) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var set = arena.allocate(SET_BYTES, Long.BYTES);
            MemorySegment.copy(cpus.toByteArray(), 0, set, JAVA_BYTE, 0, cpus.toByteArray().length);
            Errno.check("pin to CPUs " + cpus, set(Native.errno(arena), set.address()));
        }
    }

    private static int get(MemorySegment errno, long set) {
        try {
            return result((int) GET.invokeExact(errno, 0, (long) SET_BYTES, set), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static int set(MemorySegment errno, long set) {
        try {
            return result((int) SET.invokeExact(errno, 0, (long) SET_BYTES, set), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
