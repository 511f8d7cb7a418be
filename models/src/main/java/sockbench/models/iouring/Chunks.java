package sockbench.models.iouring;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The chunks of one loop, in sizes of powers of two, kept for the next use. Their memory goes back
/// with the arena. Not thread-safe.
final class Chunks {
    private static final int SMALLEST_BYTES = 4096;

    private final Arena arena;
    private final List<Deque<Chunk>> free = new ArrayList<>();

    Chunks(Arena arena) {
        this.arena = arena;
        for (int sizeClass = 0; sizeClass < Integer.SIZE; sizeClass++) {
            free.add(new ArrayDeque<>());
        }
    }

    /// An empty chunk with room for `bytes`.
    Chunk take(int bytes) {
        int sizeClass =
                Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(bytes, SMALLEST_BYTES) - 1);
        var kept = free.get(sizeClass).pollFirst();
        return kept != null
                ? kept
                : new Chunk(arena.allocate(1L << sizeClass, Long.BYTES).asByteBuffer());
    }

    /// `chunk` with bytes added; in its place a larger one if it had no room.
    Chunk append(Chunk chunk, ByteBuffer source, int from, int count) {
        var roomy = chunk;
        if (chunk.filled() + count > chunk.capacity()) {
            roomy = take(chunk.filled() + count);
            roomy.append(chunk.bytes(), 0, chunk.filled());
            release(chunk);
        }
        roomy.append(source, from, count);
        return roomy;
    }

    void release(Chunk chunk) {
        chunk.clear();
        free.get(Integer.numberOfTrailingZeros(chunk.capacity())).addFirst(chunk);
    }
}
