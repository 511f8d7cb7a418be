package sockbench.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Error numbers of `errno.h` on Linux (asm-generic), and what a negated one becomes off the hot
/// path.
public final class Errno {
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EBADF = 9;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EBUSY = 16;
    public static final int EINVAL = 22;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int ENOSYS = 38;
    public static final int ETIME = 62;
    public static final int ENONET = 64;
    public static final int EPROTO = 71;
    public static final int ENOPROTOOPT = 92;
    public static final int EOPNOTSUPP = 95;
    public static final int ENETDOWN = 100;
    public static final int ENETUNREACH = 101;
    public static final int ECONNABORTED = 103;
    public static final int ECONNRESET = 104;
    public static final int ENOBUFS = 105;
    public static final int EISCONN = 106;
    public static final int ETIMEDOUT = 110;
    public static final int ECONNREFUSED = 111;
    public static final int EHOSTDOWN = 112;
    public static final int EHOSTUNREACH = 113;
    public static final int EINPROGRESS = 115;
    public static final int ECANCELED = 125;

    private static final MethodHandle STRERROR =
            Native.infallible("strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    private static final int LONGEST_MESSAGE = 1024;

    private Errno() {}

    /// @param what the attempt, e.g. `bind port 80`
    /// @param result what the call gave
    /// @return `result`, if it is not negative
    /// @throws IOException `bind port 80: Permission denied`
    public static int check(String what, int result) throws IOException {
        if (result < 0) {
            throw new IOException(what + ": " + message(-result));
        }
        return result;
    }

    /// The same for calls that give a `long`.
    public static long check(String what, long result) throws IOException {
        if (result < 0) {
            throw new IOException(what + ": " + message((int) -result));
        }
        return result;
    }

    /// The C library's words for an error number.
    public static String message(int errno) {
        try {
            var text = (MemorySegment) STRERROR.invokeExact(errno);
            return text.reinterpret(LONGEST_MESSAGE).getString(0);
        } catch (Throwable mismatch) {
            throw Native.impossible(mismatch);
        }
    }
}
