package sockbench.linux;

import static sockbench.linux.Native.call;
import static sockbench.linux.Native.impossible;
import static sockbench.linux.Native.result;
import static sockbench.linux.Native.variadic;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// What works on any descriptor: `read(2)`, `lseek(2)`, `fcntl(2)`, `close_range(2)`.
final class AnyDescriptor {
    /// `CLOSE_RANGE_UNSHARE` of `linux/close_range.h`: the calling thread gets a table of its own.
    static final int CLOSE_RANGE_UNSHARE = 2;

    static final int F_SETFL = 4;
    static final int F_SETSIG = 10;
    static final int F_SETOWN_EX = 15;
    static final int F_DUPFD_CLOEXEC = 1030;
    static final int O_NONBLOCK = 0x800;
    static final int O_ASYNC = 0x2000;

    private static final int SEEK_CUR = 1;

    private static final MethodHandle READ =
            call("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle LSEEK =
            call("lseek", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle FCNTL =
            variadic("fcntl", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle CLOSE_RANGE =
            call("close_range", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));

    private AnyDescriptor() {}

    /// @return bytes read, 0 at the end, or a negated errno
    static long read(MemorySegment errno, int fd, long address, long bytes) {
        try {
            return result((long) READ.invokeExact(errno, fd, address, bytes), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    /// Where a file is read or written next.
    ///
    /// @return an offset, or a negated errno; ESPIPE for sockets, pipes and event objects
    static long position(MemorySegment errno, int fd) {
        try {
            return result((long) LSEEK.invokeExact(errno, fd, 0L, SEEK_CUR), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    static int fcntl(MemorySegment errno, int fd, int command, long argument) {
        try {
            return result((int) FCNTL.invokeExact(errno, fd, command, argument), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    /// @param last inclusive and unsigned: -1 is all of them
    static int closeRange(MemorySegment errno, int first, int last, int flags) {
        try {
            return result((int) CLOSE_RANGE.invokeExact(errno, first, last, flags), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
