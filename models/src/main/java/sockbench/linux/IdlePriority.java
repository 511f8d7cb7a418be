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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Threads that run when nobody else wants their CPU: `SCHED_IDLE` of `sched(7)`. Against a thread
/// of normal priority that never sleeps they get about three thousandths of it. Needs no privilege.
public final class IdlePriority {
    /// From `linux/sched.h`.
    private static final int SCHED_IDLE = 5;

    private static final Path THREADS = Path.of("/proc/self/task");

    private static final MethodHandle SET =
            call(
                    "sched_setscheduler",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));

    private IdlePriority() {}

    /// Moves threads of this process there, and so whatever threads they will start. Does nothing
    /// with a C library that cannot, such as musl.
    ///
    /// @param names which, by the name the kernel knows, at most 15 characters
    /// @return their ids
    public static List<Integer> of(Predicate<String> names) throws IOException {
        var found = new ArrayList<Integer>();
        try (var threads = Files.newDirectoryStream(THREADS);
                var arena = Arena.ofConfined()) {
            var errno = Native.errno(arena);
            long priority = arena.allocate(JAVA_INT).address();
            for (var thread : threads) {
                if (names.test(name(thread))) {
                    int id = Integer.parseInt(thread.getFileName().toString());
                    int error = set(errno, id, priority);
                    if (error != -Errno.ESRCH && error != -Errno.ENOSYS) {
                        Errno.check("lower the priority of thread " + id, error);
                    }
                    found.add(id);
                }
            }
        }
        return found;
    }

    /// Whether a thread of this process runs, or waits for a CPU (`proc_pid_stat(5)`).
    public static boolean wantsCpu(int id) throws IOException {
        var stat = read(THREADS.resolve(Integer.toString(id)).resolve("stat"));
        int name = stat.lastIndexOf(") ");
        return name >= 0 && stat.charAt(name + 2) == 'R';
    }

    private static String name(Path thread) throws IOException {
        return read(thread.resolve("comm")).strip();
    }

    /// Empty if the thread has ended meanwhile.
    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException ended) {
            return "";
        }
    }

    private static int set(MemorySegment errno, int thread, long priority) {
        try {
            return result((int) SET.invokeExact(errno, thread, SCHED_IDLE, priority), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
