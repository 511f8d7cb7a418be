package sockbench.protocol;

import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// Buffers in sizes of powers of two; a released one is kept for the next connection. Thread-safe.
public final class BufferPool implements Memory {
    private final IntFunction<ByteBuffer> source;
    private final List<Deque<ByteBuffer>> kept =
            Stream.<Deque<ByteBuffer>>generate(ConcurrentLinkedDeque::new)
                    .limit(Integer.SIZE)
                    .toList();

    /// @param source makes a buffer of exactly so many bytes
    public BufferPool(IntFunction<ByteBuffer> source) {
        this.source = source;
    }

    /// Buffers outside the heap: channels read and write them without copying.
    public static BufferPool direct() {
        return new BufferPool(ByteBuffer::allocateDirect);
    }

    /// @param bytes 1 to 2³⁰
    @Override
    public ByteBuffer allocate(int bytes) {
        int sizeClass = Integer.SIZE - Integer.numberOfLeadingZeros(bytes - 1);
        var again = kept.get(sizeClass).pollFirst();
        return again != null ? again : source.apply(1 << sizeClass);
    }

    @Override
    public void release(ByteBuffer buffer) {
        kept.get(Integer.numberOfTrailingZeros(buffer.capacity())).addFirst(buffer);
    }
}
