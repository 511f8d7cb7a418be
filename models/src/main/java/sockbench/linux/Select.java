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

/// Waits for one of several descriptors with `select(2)`, which takes and gives back sets of bits.
/// Belongs to one thread.
///
/// The sets are rebuilt for each wait, because the kernel writes what is ready over what was asked:
///
///     wanted   | to read | to write |
///                  |  copied  |
///     ready    | to read | to write |     scanned bit by bit
public final class Select {
    private static final MethodHandle SELECT =
            call(
                    "select",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    private final MemorySegment errno;
    private final FdSet wantedToRead;
    private final FdSet wantedToWrite;
    private final FdSet readyToRead;
    private final FdSet readyToWrite;
    private final Timeval timeout;
    private int end; // one more than the highest descriptor wanted
    private int asked; // the same at the last wait

    /// @param arena owner of the memory
    public Select(Arena arena, MemorySegment errno) {
        this.errno = errno;
        this.wantedToRead = new FdSet(arena);
        this.wantedToWrite = new FdSet(arena);
        this.readyToRead = new FdSet(arena);
        this.readyToWrite = new FdSet(arena);
        this.timeout = new Timeval(arena);
    }

    /// Waits from now on until `fd` can be read.
    ///
    /// @throws IndexOutOfBoundsException if it is not below [FdSet#SIZE]
    public void waitToRead(int fd) {
        wantedToWrite.remove(fd);
        wantedToRead.add(fd);
        end = Math.max(end, fd + 1);
    }

    /// Waits from now on until `fd` can be written, and no longer until it can be read.
    public void waitToWrite(int fd) {
        wantedToRead.remove(fd);
        wantedToWrite.add(fd);
        end = Math.max(end, fd + 1);
    }

    public void forget(int fd) {
        wantedToRead.remove(fd);
        wantedToWrite.remove(fd);
        while (end > 0 && !wantedToRead.has(end - 1) && !wantedToWrite.has(end - 1)) {
            end--;
        }
    }

    /// Waits until a descriptor is ready. [#next] finds out which.
    ///
    /// @param timeoutNanos rounded up to microseconds; -1 waits for ever
    public void await(long timeoutNanos) throws IOException {
        asked = end;
        readyToRead.copy(wantedToRead, asked);
        readyToWrite.copy(wantedToWrite, asked);
        long limit = timeoutNanos < 0 ? 0 : timeout.nanos(timeoutNanos);
        int count = select(errno, asked, readyToRead.address(), readyToWrite.address(), limit);
        if (count == -Errno.EINTR) {
            asked = 0; // the kernel has not written the sets
        } else {
            Errno.check("select", count);
        }
    }

    /// The next descriptor from `from` on that was ready after the last wait.
    ///
    /// @return -1 if there is none
    public int next(int from) {
        long unseen = -1L << from; // the shift counts modulo 64
        for (int word = from >>> 6; word << 6 < asked; word++, unseen = -1L) {
            long ready = (readyToRead.word(word) | readyToWrite.word(word)) & unseen;
            if (ready != 0) {
                return (word << 6) + Long.numberOfTrailingZeros(ready);
            }
        }
        return -1;
    }

    private static int select(
            MemorySegment errno, int end, long toRead, long toWrite, long timeout) {
        try {
            return result(
                    (int) SELECT.invokeExact(errno, end, toRead, toWrite, 0L, timeout), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
