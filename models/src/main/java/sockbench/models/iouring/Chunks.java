package sockbench.models.iouring;

import sockbench.linux.Mapping;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// The chunks of one loop, all with room for whatever one connection may have waiting. One that was
/// released is the next to be used; those nobody is left for are given back. Not thread-safe.
final class Chunks {
    /// Kept when all connections have gone.
    private static final int KEPT = 8;

    private static final int PAGE_BYTES = 4096;
    private static final int CACHE_LINE_BYTES = 64;

    private final MemorySegment errno;
    private final int capacity;
    private final Set<Chunk> all = new HashSet<>();
    private final Deque<Chunk> free = new ArrayDeque<>();
    private int made;

    /// @param errno of the loop's thread
    /// @param capacity of each, in bytes
    Chunks(MemorySegment errno, int capacity) {
        this.errno = errno;
        this.capacity = capacity;
    }

    /// An empty chunk.
    Chunk take() throws IOException {
        var kept = free.pollFirst();
        return kept != null ? kept : make();
    }

    void release(Chunk chunk) {
        chunk.clear();
        free.addFirst(chunk);
    }

    /// Gives back all but one for each connection and a few more.
    ///
    /// @param connections that are open
    void trim(int connections) {
        while (free.size() > connections + KEPT) {
            var coldest = free.removeLast();
            all.remove(coldest);
            coldest.mapping.unmap(errno);
        }
    }

    /// Gives back all of them, used or not.
    void close() {
        all.forEach(chunk -> chunk.mapping.unmap(errno));
        all.clear();
        free.clear();
    }

    /// Chunks begin at different places of their pages, or they would compete for the same lines of
    /// the first-level cache.
    private Chunk make() throws IOException {
        int offset = made++ * CACHE_LINE_BYTES % PAGE_BYTES;
        var chunk = new Chunk(Mapping.anonymous(errno, capacity + PAGE_BYTES), offset, capacity);
        all.add(chunk);
        return chunk;
    }
}
