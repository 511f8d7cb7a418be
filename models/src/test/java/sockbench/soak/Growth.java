package sockbench.soak;

import static org.assertj.core.api.Assertions.assertThat;

/// By what a server may have grown between the end of its warm-up and the end of a soak, however
/// long that was: what does not leak has levelled off by then. Where a soak of a second was seen to
/// grow at all, it was by 2 MiB at most, by no descriptor and by no thread.
final class Growth {
    /// The JVM opens what it needs late: a file of the class path, a poller.
    private static final long DESCRIPTORS = 4;

    /// Threads of the compilers, carriers of virtual threads and the workers that the kernel gives
    /// a ring come and go.
    private static final long THREADS = 8;

    /// What is compiled late, pages that `malloc` keeps for each thread, and a chunk or two of
    /// Netty's pool, which has 4 MiB each.
    private static final long RESIDENT_BYTES = 12 << 20;

    /// Pooled buffers, and what classes loaded late keep.
    private static final long HEAP_BYTES = 2 << 20;

    private Growth() {}

    /// @param connections that were made meanwhile
    static void assertBounded(Holdings growth, long connections) {
        assertThat(growth.descriptors())
                .as("descriptors more, after %,d connections", connections)
                .isLessThanOrEqualTo(DESCRIPTORS);
        assertThat(growth.threads())
                .as("threads more, after %,d connections", connections)
                .isLessThanOrEqualTo(THREADS);
        assertThat(growth.heapBytes())
                .as("bytes more on the heap, after %,d connections", connections)
                .isLessThanOrEqualTo(HEAP_BYTES);
        assertThat(growth.residentBytes())
                .as("bytes more in memory, after %,d connections", connections)
                .isLessThanOrEqualTo(RESIDENT_BYTES);
    }
}
