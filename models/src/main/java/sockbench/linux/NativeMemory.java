package sockbench.linux;

import sockbench.protocol.Memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Connection buffers outside the heap, in sizes of powers of two. A released buffer is kept for
/// the next connection; all memory goes back when the arena closes. Not thread-safe: one per loop.
public final class NativeMemory implements Memory {
    private final Arena arena;
    private final List<Deque<ByteBuffer>> free = new ArrayList<>();

    /// @param arena owner of the memory, closed by the caller when no buffer is in use any more
    public NativeMemory(Arena arena) {
        this.arena = arena;
        for (int sizeClass = 0; sizeClass < Integer.SIZE; sizeClass++) {
            free.add(new ArrayDeque<>());
        }
    }

    /// Where a buffer begins in memory.
    public static long address(ByteBuffer buffer) {
        return MemorySegment.ofBuffer(buffer.clear()).address();
    }

    @Override
    public ByteBuffer allocate(int bytes) {
        int sizeClass = Integer.SIZE - Integer.numberOfLeadingZeros(bytes - 1);
        var kept = free.get(sizeClass).pollFirst();
        return kept != null ? kept : arena.allocate(1L << sizeClass, Long.BYTES).asByteBuffer();
    }

    @Override
    public void release(ByteBuffer buffer) {
        free.get(Integer.numberOfTrailingZeros(buffer.capacity())).addFirst(buffer);
    }
}
