package sockbench.load.transport;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import sockbench.protocol.Exchange;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/// The bytes that travel: what each connection sends and what must come back.
///
///     0        2        tagAt                  tagAt + tagBytes        frameBytes
///     | length | work   | tag: s c s c s c s s | the connection's part |
///
/// Work is what a request asks a server for that does such work; other requests have none.
/// The tag carries the sequence number (s) and the connection number (c), seven bits to a byte with the top bit set,
/// which upper-casing leaves alone. It takes up to half of the body: 8 bytes from 16-byte bodies up; in shorter ones
/// the low bits come first. The rest is random and half of it `a–z`; connection n takes it from byte n of a common
/// pool on, so that all bodies differ and yet the expected answers of a thousand connections stay in the cache.
///
/// Immutable after construction.
public final class Payload {
    private static final int FULL_TAG_BYTES = Long.BYTES;
    private static final long TOP_BITS = 0x8080_8080_8080_8080L;
    private static final long SEQUENCE_BITS = 0x7F7F_007F_007F_007FL;
    private static final long CONNECTION_BITS = 0x0000_7F00_7F00_7F00L;

    private final int bodyBytes;
    private final int tagAt;
    private final int tagBytes;
    private final byte[] requests;
    private final byte[] answers;
    private final MemorySegment answerPool;

    /// @param first number of the first connection
    /// @param connections how many there are
    public Payload(RequestBody body, int first, int connections) {
        this(body, 0, first, connections);
    }

    /// @param workBytes that are left to the caller, at the start of the body
    public Payload(RequestBody body, int workBytes, int first, int connections) {
        this.bodyBytes = body.bytes();
        this.tagAt = Exchange.HEADER_BYTES + workBytes;
        this.tagBytes = Math.min(FULL_TAG_BYTES, (bodyBytes - workBytes) / 2);
        this.requests =
                pool(
                        new SplittableRandom(body.seed()),
                        first + connections + bodyBytes,
                        body.letters());
        this.answers = upperCase(requests);
        this.answerPool = MemorySegment.ofArray(answers);
    }

    public int frameBytes() {
        return Exchange.HEADER_BYTES + bodyBytes;
    }

    /// Bytes in front of the connection's part: length, work and tag.
    public int prefixBytes() {
        return tagAt + tagBytes;
    }

    /// Puts a request of `connection` at `index`; the tag is for [#tag].
    public void request(ByteBuffer frames, int index, int connection) {
        frames.putShort(index, (short) bodyBytes);
        frames.put(
                index + prefixBytes(),
                requests,
                connection,
                Exchange.HEADER_BYTES + bodyBytes - prefixBytes());
    }

    /// What every answer begins with; the tag is for [#tag].
    ByteBuffer prefix() {
        return ByteBuffer.allocate(prefixBytes())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, (short) bodyBytes);
    }

    /// Marks the frame at `index` as request number `sequence` of `connection`.
    public void tag(ByteBuffer frames, int index, int connection, long sequence) {
        long tag =
                TOP_BITS
                        | Long.expand(sequence, SEQUENCE_BITS)
                        | Long.expand(connection, CONNECTION_BITS);
        int at = index + tagAt;
        if (tagBytes == FULL_TAG_BYTES) {
            frames.putLong(at, tag);
        } else {
            for (int i = 0; i < tagBytes; i++) {
                frames.put(at + i, (byte) (tag >>> (Byte.SIZE * i)));
            }
        }
    }

    /// Compares received bytes with the connection's part of the answer.
    ///
    /// @param position of the first byte in the frame, at least [#prefixBytes]
    /// @return index of the first wrong byte, relative to `from`, or -1
    public int mismatch(
            int connection, int position, MemorySegment received, long from, int count) {
        long expected = (long) connection + position - prefixBytes();
        return (int)
                MemorySegment.mismatch(
                        received, from, from + count, answerPool, expected, expected + count);
    }

    /// What the connection's part of the answer has at a position in the frame.
    byte answer(int connection, int position) {
        return answers[connection + position - prefixBytes()];
    }

    /// Whose request a received frame carries, in words.
    String author(MemorySegment received, long from) {
        if (tagBytes < FULL_TAG_BYTES) {
            return "unknown";
        }
        long tag = 0;
        for (int i = tagBytes - 1; i >= 0; i--) {
            byte b = received.get(JAVA_BYTE, from + tagAt + i);
            tag = tag << Byte.SIZE | Byte.toUnsignedLong(b);
        }
        if ((tag & TOP_BITS) != TOP_BITS) {
            return "none";
        }
        return "request %d of connection %d"
                .formatted(Long.compress(tag, SEQUENCE_BITS), Long.compress(tag, CONNECTION_BITS));
    }

    private static byte[] pool(SplittableRandom random, int bytes, boolean letters) {
        byte[] pool = new byte[bytes];
        random.nextBytes(pool);
        for (int i = 0; i < bytes; i++) {
            if (letters && random.nextBoolean()) {
                pool[i] = (byte) random.nextInt('a', 'z' + 1);
            }
        }
        return letters ? pool : upperCase(pool);
    }

    /// Deliberately not the code of the models.
    private static byte[] upperCase(byte[] bytes) {
        byte[] upper = bytes.clone();
        for (int i = 0; i < upper.length; i++) {
            if ('a' <= upper[i] && upper[i] <= 'z') {
                upper[i] &= ~0x20;
            }
        }
        return upper;
    }
}
