package sockbench.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/// The numbers that descriptors have. A table belongs to the process, but a thread can leave with a
/// copy: then it has 1,024 low numbers to itself, and nobody else's calls reach what it opens.
///
/// A copied descriptor keeps open what others close: a connection would never see its end. So
/// everything that is not wanted is closed in the copy. Files stay, because the class loader reads
/// classes from them on whatever thread needs one. A thread with a table of its own must use no
/// socket or file of the JDK: the number it has means something else here, or nothing.
public final class DescriptorTable {
    private static final int STANDARD_STREAMS = 3;

    private DescriptorTable() {}

    /// Leaves the process's table on a thread that ends at once.
    ///
    /// @throws IOException if this machine refuses
    public static void probe() throws IOException {
        int left =
                CompletableFuture.supplyAsync(
                                DescriptorTable::leaveWithAll,
                                work -> Thread.ofPlatform().start(work))
                        .join();
        Errno.check("close_range", left);
    }

    private static int leaveWithAll() {
        try (var arena = Arena.ofConfined()) {
            return leave(Native.errno(arena), -1); // no descriptor has this number
        }
    }

    /// Gives the calling thread a table of its own, for the rest of its life.
    ///
    /// @param kept descriptors that keep their number in it
    /// @return how many descriptors are open in it
    public static int makePrivate(MemorySegment errno, int... kept) throws IOException {
        int end = Arrays.stream(kept).max().orElse(STANDARD_STREAMS - 1) + 1;
        Errno.check("close_range", leave(errno, end));
        int open = 0;
        for (int fd = 0; fd < end; fd++) {
            int wanted = fd;
            if (fd < STANDARD_STREAMS
                    || Arrays.stream(kept).anyMatch(keep -> keep == wanted)
                    || AnyDescriptor.position(errno, fd) >= 0) {
                open++;
            } else {
                Sockets.close(errno, fd);
            }
        }
        return open;
    }

    /// Moves a descriptor to the lowest number that is free.
    ///
    /// @return the number
    public static int lower(MemorySegment errno, int fd) throws IOException {
        int lowest = AnyDescriptor.fcntl(errno, fd, AnyDescriptor.F_DUPFD_CLOEXEC, 0);
        Errno.check("F_DUPFD_CLOEXEC", lowest);
        Sockets.close(errno, fd);
        return lowest;
    }

    /// Leaves the process's table with a copy of all descriptors below `end`.
    private static int leave(MemorySegment errno, int end) {
        return AnyDescriptor.closeRange(errno, end, -1, AnyDescriptor.CLOSE_RANGE_UNSHARE);
    }
}
