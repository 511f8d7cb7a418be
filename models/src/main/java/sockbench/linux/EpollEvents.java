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

    /// @param arena owner of the memory
    public EpollEvents(Arena arena, int capacity) {
        this.address = arena.allocate(capacity * BYTES, Long.BYTES).address();
        this.capacity = capacity;
    }

    public int capacity() {
        return capacity;
    }

    /// What happened, or what to watch for: a mask of [Epoll].
    public int events(int index) {
        return MEMORY.get(JAVA_INT_UNALIGNED, address + index * BYTES + EVENTS);
    }

    /// What was stored with the watched descriptor.
    public long data(int index) {
        return MEMORY.get(JAVA_LONG_UNALIGNED, address + index * BYTES + DATA);
    }

    /// @return this, to be passed on
    public EpollEvents set(int index, int events, long data) {
        MEMORY.set(JAVA_INT_UNALIGNED, address + index * BYTES + EVENTS, events);
        MEMORY.set(JAVA_LONG_UNALIGNED, address + index * BYTES + DATA, data);
        return this;
    }

    long address() {
        return address;
    }
}
