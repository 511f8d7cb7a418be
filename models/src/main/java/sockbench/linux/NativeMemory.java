package sockbench.linux;

import sockbench.protocol.BufferPool;
import sockbench.protocol.Memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Connection buffers outside the heap that system calls find by address. All memory goes back when
/// the arena closes. Confined to the threads that the arena is for.
public final class NativeMemory implements Memory {
    private final BufferPool pool;

    /// @param arena owner of the memory, closed by the caller when no buffer is in use any more
    public NativeMemory(Arena arena) {
        pool = new BufferPool(bytes -> arena.allocate(bytes, Long.BYTES).asByteBuffer());
    }

    /// Where a buffer begins in memory.
    public static long address(ByteBuffer buffer) {
        return MemorySegment.ofBuffer(buffer.clear()).address();
    }

    @Override
    public ByteBuffer allocate(int bytes) {
        return pool.allocate(bytes);
    }

    @Override
    public void release(ByteBuffer buffer) {
        pool.release(buffer);
    }
}
