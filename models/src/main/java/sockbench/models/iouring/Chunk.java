package sockbench.models.iouring;

import sockbench.linux.NativeMemory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Bytes of one connection outside the provided buffers: a partial request, requests that came while replies were
/// being sent, or such replies.
///
///     0        filled      capacity
///     | bytes  | free      |
final class Chunk {
    private final ByteBuffer bytes;
    private final long address;
    private int filled;

    Chunk(ByteBuffer memory) {
        bytes = memory.order(ByteOrder.LITTLE_ENDIAN);
        address = NativeMemory.address(memory);
    }

    ByteBuffer bytes() {
        return bytes;
    }

    long address() {
        return address;
    }

    int filled() {
        return filled;
    }

    int capacity() {
        return bytes.capacity();
    }

    /// @param count at most what is free
    void append(ByteBuffer source, int from, int count) {
        bytes.put(filled, source, from, count);
        filled += count;
    }

    void clear() {
        filled = 0;
    }
}
