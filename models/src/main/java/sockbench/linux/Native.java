package sockbench.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// How the C library is called. One convention for every binding: the result is a value, or a
/// negated errno, as kernel and io_uring completions have it; addresses travel as `long`.
public final class Native {
    /// The whole address space, for reads and writes through addresses that came from the kernel or
    /// an arena.
    public static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final long ERRNO_OFFSET =
            Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

    private Native() {}

    /// Where calls leave their errno. One per thread, allocated once, passed to each call.
    public static MemorySegment errno(Arena arena) {
        return arena.allocate(Linker.Option.captureStateLayout());
    }

    /// A function that reports errors by errno; its handle takes the [#errno] segment first.
    static MethodHandle call(String symbol, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(symbol), descriptor, ERRNO);
    }

    /// The same for a variadic function; `fixed` parameters come before the variable ones.
    public static MethodHandle variadic(String symbol, int fixed, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(symbol),
                descriptor,
                ERRNO,
                Linker.Option.firstVariadicArg(fixed));
    }

    /// A function that cannot fail.
    static MethodHandle infallible(String symbol, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(symbol), descriptor);
    }

    public static int result(int returned, MemorySegment errno) {
        return returned >= 0 ? returned : -errno.get(JAVA_INT, ERRNO_OFFSET);
    }

    public static long result(long returned, MemorySegment errno) {
        return returned >= 0 ? returned : -errno.get(JAVA_INT, ERRNO_OFFSET);
    }

    /// A downcall itself throws only when handle and call site disagree.
    public static AssertionError impossible(Throwable mismatch) {
        return new AssertionError(mismatch);
    }
}
