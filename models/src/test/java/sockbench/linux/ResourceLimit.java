package sockbench.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// What this process may use of something, lowered until this is closed (`setrlimit(2)`).
public final class ResourceLimit implements AutoCloseable {
    private static final int RLIMIT_NOFILE = 7;
    private static final int RLIMIT_SIGPENDING = 11;
    private static final MethodHandle GETRLIMIT =
            Native.call("getrlimit", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle SETRLIMIT =
            Native.call("setrlimit", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment errno = Native.errno(arena);
    private final MemorySegment limit = arena.allocate(JAVA_LONG, 2); // soft, hard
    private final int resource;
    private final long before;

    private ResourceLimit(int resource, long soft) throws IOException {
        this.resource = resource;
        call(GETRLIMIT);
        before = limit.get(JAVA_LONG, 0);
        set(soft);
    }

    /// So many signals may be pending.
    public static ResourceLimit signals(int count) throws IOException {
        return new ResourceLimit(RLIMIT_SIGPENDING, count);
    }

    /// Descriptors get numbers below `end`.
    public static ResourceLimit descriptors(int end) throws IOException {
        return new ResourceLimit(RLIMIT_NOFILE, end);
    }

    @Override
    public void close() throws IOException {
        set(before);
        arena.close();
    }

    private void set(long soft) throws IOException {
        limit.set(JAVA_LONG, 0, soft);
        call(SETRLIMIT);
    }

    private void call(MethodHandle handle) throws IOException {
        int result;
        try {
            result = (int) handle.invokeExact(errno, resource, limit.address());
        } catch (Throwable mismatch) {
            throw Native.impossible(mismatch);
        }
        Errno.check("resource limit", Native.result(result, errno));
    }
}
