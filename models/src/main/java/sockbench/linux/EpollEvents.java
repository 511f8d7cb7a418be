package sockbench.linux;

import static sockbench.linux.Native.MEMORY;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;

/// An array of `struct epoll_event` (`sys/epoll.h`). Packed on x86-64, and there only:
///
///     x86-64            elsewhere
///     0  u32 events     0  u32 events
///     4  u64 data       8  u64 data
///     12                16
public final class EpollEvents {
    private static final boolean PACKED = System.getProperty("os.arch", "").equals("amd64");

    static final long EVENTS = 0;
    static final long DATA = PACKED ? 4 : 8;
    static final long BYTES = PACKED ? 12 : 16;

    private final long address;
    private final int capacity;
    private final Timespec timeout;

    /// @param arena owner of the memory
    public EpollEvents(Arena arena, int capacity) {
        this.address = arena.allocate((capacity + 1) * BYTES, Long.BYTES).address();
        this.capacity = capacity;
        this.timeout = Timespec.of(arena);
    }

    public int capacity() {
        return capacity;
    }

    /// The descriptor something happened to.
    public int descriptor(int index) {
        return (int) MEMORY.get(JAVA_LONG_UNALIGNED, address + index * BYTES + DATA);
    }

    /// What happened to it: a mask of [Epoll].
    public int mask(int index) {
        return MEMORY.get(JAVA_INT_UNALIGNED, address + index * BYTES + EVENTS);
    }

    long address() {
        return address;
    }

    /// @return address of a timeout, filled
    long timeout(long nanos) {
        return timeout.set(nanos);
    }

    /// Fills the element behind the last: what to watch may change while events are still being
    /// read.
    ///
    /// @return its address
    long change(int descriptor, int mask) {
        long change = address + capacity * BYTES;
        MEMORY.set(JAVA_INT_UNALIGNED, change + EVENTS, mask);
        MEMORY.set(JAVA_LONG_UNALIGNED, change + DATA, descriptor);
        return change;
    }
}
