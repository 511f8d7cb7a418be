package sockbench.protocol;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The bytes of one connection: requests coming in, replies going out, in one buffer.
///
///     0        unsent          replyEnd          filled          capacity
///     | sent   | replies       | partial request | free          |
///
/// A frame is a 2-byte little-endian length and that many bytes. A reply has the length and framing of its
/// request, so the request becomes the reply where it lies. Reading only while nothing is unsent gives
/// back-pressure: a peer that does not read its replies is not read from either, and the buffer never
/// outgrows one frame.
///
/// With a [Handler], a request that asks for work is answered only once that is done; until then
/// nothing behind it is answered, and nothing more is to be received.
///
///     received --> hasWork --> unsent replies go out --> burn --> (wait) --> worked --> ...
///
/// Does no I/O and starts no thread. Allocates only when a frame outgrows the buffer. Not thread-safe.
public final class Exchange {
    /// Bytes of the length in front of every body.
    public static final int HEADER_BYTES = 2;

    /// The longest body a header can announce.
    public static final int MAX_BODY_BYTES = 0xFFFF;

    private static final int MAX_FRAME_BYTES = HEADER_BYTES + MAX_BODY_BYTES;

    private final Memory memory;
    private final @Nullable Handler handler;
    private ByteBuffer bytes;
    private int unsent;
    private int replyEnd;
    private int filled;
    private long work;

    /// One whose requests ask for no work.
    public Exchange(Memory memory, int initialBytes) {
        this(memory, initialBytes, null);
    }

    /// @param initialBytes what the buffer starts with, at least [#HEADER_BYTES]
    /// @param handler does the work that requests ask for; null if they ask for none
    public Exchange(Memory memory, int initialBytes, @Nullable Handler handler) {
        this.memory = memory;
        this.handler = handler;
        this.bytes = allocate(initialBytes);
    }

    /// The buffer as it is now. [#received] and [#sent] may replace it, so it must be asked for
    /// before each use. Position and limit are arbitrary.
    public ByteBuffer bytes() {
        return bytes;
    }

    /// Where received bytes go: index of the first free byte.
    public int free() {
        return filled;
    }

    /// How many bytes may be received now; at least 1 while [#unsentBytes] is 0 and nothing
    /// [#hasWork].
    public int freeBytes() {
        return bytes.capacity() - filled;
    }

    /// Index of the first reply byte that was not sent.
    public int unsent() {
        return unsent;
    }

    /// Reply bytes still to be sent. Receive more only when this is 0 and nothing [#hasWork].
    public int unsentBytes() {
        return replyEnd - unsent;
    }

    /// The free bytes, from position to limit, for one channel read.
    public ByteBuffer freeSpace() {
        return bytes.limit(bytes.capacity()).position(filled);
    }

    /// The replies, from position to limit, for one channel write.
    public ByteBuffer replies() {
        return bytes.limit(replyEnd).position(unsent);
    }

    /// True while the next request is complete and there is work to do before it is answered.
    public boolean hasWork() {
        return work != 0;
    }

    /// Does the part of that work that needs a CPU.
    ///
    /// @return nanoseconds to wait before [#worked]
    public long burn() {
        return requireNonNull(handler).burn(work);
    }

    /// Takes in bytes that were put at [#free] and turns every complete request into its reply, up
    /// to one that [#hasWork].
    ///
    /// @param count 0 to [#freeBytes]
    /// @return requests answered
    public int received(int count) {
        bytes.clear();
        filled += count;
        int answered = answer();
        if (unsent == replyEnd) {
            makeRoom();
        }
        return answered;
    }

    /// The work is done: answers the request that asked for it, and those behind it as [#received]
    /// does.
    ///
    /// @return requests answered
    public int worked() {
        bytes.clear();
        work = 0;
        replyEnd = Frames.answer(bytes, replyEnd, filled);
        return 1 + answer();
    }

    /// Takes note that `count` bytes from [#unsent] on went out.
    ///
    /// @param count 0 to [#unsentBytes]
    public void sent(int count) {
        unsent += count;
        if (unsent == replyEnd) {
            makeRoom();
        }
    }

    /// Gives the memory back. The exchange must not be used afterwards.
    public void release() {
        memory.release(bytes);
    }

    private int answer() {
        int answered = 0;
        for (int end; !findWork() && (end = Frames.answer(bytes, replyEnd, filled)) > replyEnd; ) {
            replyEnd = end;
            answered++;
        }
        return answered;
    }

    private boolean findWork() {
        if (handler != null) {
            work = RequestedWork.of(bytes, replyEnd, filled);
        }
        return work != 0;
    }

    /// Nothing is unsent: the partial request moves to the front, into a larger buffer if it does
    /// not fit this one.
    private void makeRoom() {
        bytes.clear();
        int partial = filled - replyEnd;
        int end = Frames.end(bytes, replyEnd, filled);
        int needed = end == Integer.MAX_VALUE ? HEADER_BYTES : end - replyEnd;
        if (needed > bytes.capacity()) {
            var larger = allocate(Math.min(Integer.highestOneBit(needed) << 1, MAX_FRAME_BYTES));
            larger.put(0, bytes, replyEnd, partial);
            memory.release(bytes);
            bytes = larger;
        } else if (partial > 0 && replyEnd > 0) {
            bytes.put(0, bytes, replyEnd, partial);
        }
        unsent = 0;
        replyEnd = 0;
        filled = partial;
    }

    private ByteBuffer allocate(int bytes) {
        // clear: one that was used before still has the limit of its last read or write
        return memory.allocate(bytes).clear().order(ByteOrder.LITTLE_ENDIAN);
    }
}
