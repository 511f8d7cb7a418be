package sockbench.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// How many signals may be pending for this process, lowered until this is closed.
public final class SignalLimit implements AutoCloseable {
    private static final int RLIMIT_SIGPENDING = 11;
    private static final MethodHandle GETRLIMIT =
            Native.call("getrlimit", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle SETRLIMIT =
            Native.call("setrlimit", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = Native.state(arena);
    private final MemorySegment limit = arena.allocate(JAVA_LONG, 2); // soft, hard
    private final long before;

    public SignalLimit(long signals) throws IOException {
        call(GETRLIMIT);
        before = limit.get(JAVA_LONG, 0);
        set(signals);
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
            result = (int) handle.invokeExact(state, RLIMIT_SIGPENDING, limit.address());
        } catch (Throwable mismatch) {
            throw Native.impossible(mismatch);
        }
        Errno.check("RLIMIT_SIGPENDING", Native.result(result, state));
    }
}
