package sockbench.linux;

import static sockbench.linux.Native.call;
import static sockbench.linux.Native.impossible;
import static sockbench.linux.Native.result;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Memory from `mmap(2)`, given back by whoever asked for it.
///
/// @param address where it begins, on a page
/// @param bytes how much was asked for
public record Mapping(long address, long bytes) {
    /// `PROT_READ | PROT_WRITE` of `asm-generic/mman-common.h`.
    private static final int READ_WRITE = 1 | 2;

    private static final int MAP_SHARED = 0x01;
    private static final int MAP_PRIVATE = 0x02;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int MAP_NORESERVE = 0x4000;
    private static final int MAP_POPULATE = 0x8000;

    private static final MethodHandle MMAP =
            call(
                    "mmap",
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT,
                            JAVA_LONG));
    private static final MethodHandle MUNMAP =
            call("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));

    /// Memory that `fd` shares with the kernel, all pages present at once.
    public static Mapping shared(MemorySegment errno, long bytes, int fd, long offset)
            throws IOException {
        return map(errno, bytes, MAP_SHARED | MAP_POPULATE, fd, offset);
    }

    /// Zeroed memory of our own; a page takes room only once it is touched.
    public static Mapping anonymous(MemorySegment errno, long bytes) throws IOException {
        return map(errno, bytes, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    }

    public void unmap(MemorySegment errno) {
        try {
            int result = result((int) MUNMAP.invokeExact(errno, address, bytes), errno);
            if (result < 0) {
                throw new IllegalStateException("munmap: " + Errno.message(-result));
            }
        } catch (IllegalStateException notMapped) {
            throw notMapped;
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static Mapping map(MemorySegment errno, long bytes, int flags, int fd, long offset)
            throws IOException {
        long address;
        try {
            address =
                    result(
                            (long)
                                    MMAP.invokeExact(
                                            errno, 0L, bytes, READ_WRITE, flags, fd, offset),
                            errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
        return new Mapping(Errno.check("mmap of " + bytes + " bytes", address), bytes);
    }
}
