package sockbench.models.iouring;

import sockbench.linux.Mapping;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Bytes of one connection outside the provided buffers: a partial request, requests that came while replies were
/// being sent, or such replies.
///
///     0        filled      capacity
///     | bytes  | free      |
///
/// Of the free part, only what was used before takes room in memory.
final class Chunk {
    final Mapping mapping;
    private final ByteBuffer bytes;
    private final long address;
    private int filled;

    /// @param offset of its first byte in `mapping`
    Chunk(Mapping mapping, int offset, int capacity) {
        this.mapping = mapping;
        address = mapping.address() + offset;
        bytes =
                MemorySegment.ofAddress(address)
                        .reinterpret(capacity)
                        .asByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN);
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

    /// @param count at most what is free
    void append(ByteBuffer source, int from, int count) {
        bytes.put(filled, source, from, count);
        filled += count;
    }

    void clear() {
        filled = 0;
    }
}
