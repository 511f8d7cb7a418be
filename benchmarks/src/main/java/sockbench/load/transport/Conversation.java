package sockbench.load.transport;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// One connection's requests and the answers that must come back, in order. The generator asks, the [Transport] moves
/// the bytes. Requests are numbered from 0 for the life of the connection:
///
///     0              answered         sent             staged            asked
///     | answered     | outstanding    | in the buffer  | waiting for it  |
///
/// Allocates nothing per request once its arrays have grown to the number of requests that are ever outstanding.
/// Not thread-safe.
public final class Conversation {
    private static final int FIRST_CAPACITY = 4;

    private final int number;
    private final Payload payload;
    private final Answers answers;
    private final ByteBuffer outgoing;
    private final int frameBytes;

    private final ByteBuffer prefix;
    private final MemorySegment prefixBytes;
    private int position;

    private long[] due = new long[FIRST_CAPACITY];
    private long[] sentAt = new long[FIRST_CAPACITY];
    private long asked;
    private long staged;
    private long sent;
    private long answered;

    /// @param outgoing room for one frame or more, little-endian; what fits is sent at once
    public Conversation(int number, Payload payload, ByteBuffer outgoing, Answers answers) {
        this.number = number;
        this.payload = payload;
        this.answers = answers;
        this.outgoing = outgoing;
        this.frameBytes = payload.frameBytes();
        for (int frame = 0; frame + frameBytes <= outgoing.capacity(); frame += frameBytes) {
            payload.request(outgoing, frame, number);
        }
        outgoing.limit(0);
        this.prefix = payload.prefix();
        this.prefixBytes = MemorySegment.ofBuffer(prefix);
        payload.tag(prefix, 0, number, 0);
    }

    public int number() {
        return number;
    }

    /// Notes a request that is due; [Transport#send] sets it moving.
    public void ask(long dueNanos) {
        if (asked - answered == due.length) {
            grow();
        }
        due[slot(asked)] = dueNanos;
        asked++;
    }

    /// Forgets requests of which no byte was handed over.
    ///
    /// @return how many
    public long forgetUnsent() {
        long forgotten = asked - staged;
        asked = staged;
        return forgotten;
    }

    /// Requests asked for and not answered.
    public long outstanding() {
        return asked - answered;
    }

    /// Answers so far.
    public long answered() {
        return answered;
    }

    /// When the oldest outstanding request was due. Only while there is one.
    public long oldestDue() {
        return due[slot(answered)];
    }

    /// Puts waiting requests into the outgoing buffer as far as it has room.
    ///
    /// @return whether there is something to send
    boolean stage() {
        if (!outgoing.hasRemaining()) {
            outgoing.position(0).limit(0);
        }
        while (staged < asked && outgoing.limit() + frameBytes <= outgoing.capacity()) {
            int frame = outgoing.limit();
            outgoing.limit(frame + frameBytes);
            payload.tag(outgoing, frame, number, staged);
            staged++;
        }
        return outgoing.hasRemaining();
    }

    /// Staged bytes, from position to limit. The transport moves the position on as the kernel
    /// takes them.
    ByteBuffer outgoing() {
        return outgoing;
    }

    /// Everything staged is about to be handed to the kernel.
    void sending(long nanos) {
        for (; sent < staged; sent++) {
            sentAt[slot(sent)] = nanos;
        }
    }

    /// The kernel took what lies before the position: a request of which it took nothing was not
    /// sent after all.
    void taken() {
        sent = staged - outgoing.remaining() / frameBytes;
    }

    /// Verifies bytes of answers.
    ///
    /// @param nanos when they were there
    void received(MemorySegment memory, long from, long to, long nanos) {
        for (long next = from; next < to; ) {
            if (answered == sent) {
                throw LoadFailure.failed(
                        "connection %d: %d bytes that nobody asked for, after %d answers"
                                .formatted(number, to - next, answered));
            }
            int count = (int) Math.min(frameBytes - position, to - next);
            verify(memory, next, count);
            position += count;
            next += count;
            if (position == frameBytes) {
                answered(nanos);
            }
        }
    }

    /// The server has ended the connection.
    LoadFailure gone(String reason) {
        return LoadFailure.failed(
                "connection %d: %s, %d requests outstanding after %d answers"
                        .formatted(number, reason, outstanding(), answered));
    }

    private void answered(long nanos) {
        position = 0;
        int slot = slot(answered);
        answered++;
        payload.tag(prefix, 0, number, answered);
        answers.answered(this, due[slot], sentAt[slot], nanos);
    }

    private void verify(MemorySegment memory, long from, int count) {
        int ofPrefix = Math.clamp(prefix.capacity() - position, 0, count);
        if (ofPrefix > 0) {
            long end = (long) position + ofPrefix;
            long wrong =
                    MemorySegment.mismatch(
                            memory, from, from + ofPrefix, prefixBytes, position, end);
            if (wrong >= 0) {
                throw wrong(memory, from, count, (int) wrong);
            }
        }
        int ofRest = count - ofPrefix;
        if (ofRest > 0) {
            int wrong =
                    payload.mismatch(number, position + ofPrefix, memory, from + ofPrefix, ofRest);
            if (wrong >= 0) {
                throw wrong(memory, from, count, ofPrefix + wrong);
            }
        }
    }

    private LoadFailure wrong(MemorySegment memory, long from, int count, int offset) {
        int at = position + offset;
        byte expected = at < prefix.capacity() ? prefix.get(at) : payload.answer(number, at);
        var author =
                position == 0 && count >= prefix.capacity()
                        ? payload.author(memory, from)
                        : "unknown";
        return LoadFailure.failed(
                ("connection %d, answer %d: byte %d of the frame is 0x%02x, expected 0x%02x; its"
                                + " tag: %s")
                        .formatted(
                                number,
                                answered,
                                at,
                                memory.get(JAVA_BYTE, from + offset),
                                expected,
                                author));
    }

    private int slot(long sequence) {
        return (int) sequence & (due.length - 1);
    }

    private void grow() {
        long[] longerDue = Arrays.copyOf(due, 2 * due.length);
        long[] longerSentAt = Arrays.copyOf(sentAt, 2 * due.length);
        for (long sequence = answered; sequence < asked; sequence++) {
            int to = (int) sequence & (longerDue.length - 1);
            longerDue[to] = due[slot(sequence)];
            longerSentAt[to] = sentAt[slot(sequence)];
        }
        due = longerDue;
        sentAt = longerSentAt;
    }
}
