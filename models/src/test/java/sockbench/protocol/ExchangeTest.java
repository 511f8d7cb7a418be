package sockbench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

@Timeout(10)
class ExchangeTest {
    private static final int LONGEST_BODY = 65_535;

    @Test
    void answersAFrame() {
        var exchange = new Exchange(Memory.HEAP, 64);

        assertThat(receive(exchange, frame("hi"))).isEqualTo(1);
        assertThat(sendAll(exchange)).isEqualTo(frame("HI"));
    }

    @Test
    void answersAnEmptyFrame() {
        var exchange = new Exchange(Memory.HEAP, 64);

        assertThat(receive(exchange, frame(""))).isEqualTo(1);
        assertThat(sendAll(exchange)).containsExactly(0, 0);
    }

    @Test
    void waitsForTheRestOfAFrame() {
        var exchange = new Exchange(Memory.HEAP, 64);
        byte[] frame = frame("piece by piece");
        for (int i = 0; i < frame.length - 1; i++) {
            assertThat(receive(exchange, new byte[] {frame[i]})).isZero();
            assertThat(exchange.unsentBytes()).isZero();
        }

        assertThat(receive(exchange, new byte[] {frame[frame.length - 1]})).isEqualTo(1);
        assertThat(sendAll(exchange)).isEqualTo(frame("PIECE BY PIECE"));
    }

    @Test
    void answersPipelinedFramesTogether() {
        var exchange = new Exchange(Memory.HEAP, 64);

        assertThat(receive(exchange, join(frame("one"), frame("two"), frame("thr")))).isEqualTo(3);
        assertThat(sendAll(exchange)).isEqualTo(join(frame("ONE"), frame("TWO"), frame("THR")));
    }

    @Test
    void receivesMoreWhileRepliesAreUnsent() {
        var exchange = new Exchange(Memory.HEAP, 64);
        receive(exchange, join(frame("first"), new byte[] {6, 0, 's', 'e'}));
        exchange.sent(4);

        assertThat(receive(exchange, bytes("cond"))).isEqualTo(1);
        assertThat(sendAll(exchange)).isEqualTo(join(bytes("RST"), frame("SECOND")));
    }

    @Test
    void growsIntoABufferWhoseLastReadOrWriteLeftALimit() {
        Memory used =
                new Memory() {
                    @Override
                    public ByteBuffer allocate(int bytes) {
                        return ByteBuffer.allocate(bytes).limit(1);
                    }

                    @Override
                    public void release(ByteBuffer buffer) {}
                };
        var exchange = new Exchange(used, 4);
        byte[] frame = frame("longer than that");

        for (byte each : frame) {
            receive(exchange, new byte[] {each});
        }

        assertThat(sendAll(exchange)).isEqualTo(frame("LONGER THAN THAT"));
    }

    /// The request at the end of a full buffer would never be completed where it lies.
    @Test
    void movesAPartialRequestToTheFrontOnceAllIsSent() {
        var exchange = new Exchange(Memory.HEAP, 16);
        receive(exchange, join(frame("0123456789"), new byte[] {9, 0, 'a', 'b'}));

        assertThat(exchange.freeBytes()).isZero();
        assertThat(sendAll(exchange)).isEqualTo(frame("0123456789"));
        assertThat(exchange.freeBytes()).isEqualTo(12);

        receive(exchange, bytes("cdefghi"));

        assertThat(sendAll(exchange)).isEqualTo(frame("ABCDEFGHI"));
    }

    @Test
    void growsToTheLongestFrameAndNoFurther() {
        var exchange = new Exchange(Memory.HEAP, 16);
        byte[] frame = frame("x".repeat(LONGEST_BODY));

        assertThat(receive(exchange, frame)).isEqualTo(1);
        assertThat(exchange.bytes().capacity()).isEqualTo(2 + LONGEST_BODY);
        assertThat(sendAll(exchange)).isEqualTo(frame("X".repeat(LONGEST_BODY)));
    }

    @Test
    void answersTheSameBufferAgainWithoutAllocating() {
        var exchange = new Exchange(Memory.HEAP, 64);
        var buffer = exchange.bytes();
        for (int i = 0; i < 100; i++) {
            receive(exchange, join(frame("again"), frame("and")));
            sendAll(exchange);
        }

        assertThat(exchange.bytes()).isSameAs(buffer);
    }

    /// Whatever the sizes, the pieces and the buffer: what goes out is what came in, upper-cased.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void answersRandomFramesInRandomPieces(long seed) {
        var random = new SplittableRandom(seed);
        var memory = seed % 2 == 0 ? Memory.HEAP : BufferPool.direct();
        var exchange = new Exchange(memory, 2 + random.nextInt(300));
        var requests = new ByteArrayOutputStream();
        var expected = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            var body = new byte[random.nextInt(1 << random.nextInt(17))];
            random.nextBytes(body);
            requests.writeBytes(frame(body));
            expected.writeBytes(frame(upper(body)));
        }

        assertThat(relay(exchange, requests.toByteArray(), random))
                .isEqualTo(expected.toByteArray());
    }

    /// Receives and sends by turns as a socket would: any number of bytes, sometimes none.
    private static byte[] relay(Exchange exchange, byte[] requests, SplittableRandom random) {
        var sent = new ByteArrayOutputStream();
        int from = 0;
        while (from < requests.length || exchange.unsentBytes() > 0) {
            boolean mayReceive = exchange.unsentBytes() == 0 || random.nextInt(4) == 0;
            int free = Math.min(exchange.freeBytes(), requests.length - from);
            if (mayReceive && free > 0) {
                int count = 1 + random.nextInt(free);
                exchange.freeSpace().put(requests, from, count);
                exchange.received(count);
                from += count;
            }
            var piece = new byte[random.nextInt(exchange.unsentBytes() + 1)];
            exchange.replies().get(piece);
            exchange.sent(piece.length);
            sent.writeBytes(piece);
        }
        return sent.toByteArray();
    }

    private static int receive(Exchange exchange, byte[] bytes) {
        int answered = 0;
        for (int from = 0; from < bytes.length; ) {
            int count = Math.min(bytes.length - from, exchange.freeBytes());
            exchange.freeSpace().put(bytes, from, count);
            answered += exchange.received(count);
            from += count;
        }
        return answered;
    }

    private static byte[] sendAll(Exchange exchange) {
        var sent = new byte[exchange.unsentBytes()];
        exchange.replies().get(sent);
        exchange.sent(sent.length);

        assertThat(exchange.unsentBytes()).isZero();
        return sent;
    }

    private static byte[] frame(String body) {
        return frame(bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] frame(byte[] body) {
        return join(new byte[] {(byte) body.length, (byte) (body.length >> 8)}, body);
    }

    private static byte[] upper(byte[] body) {
        var upper = body.clone();
        for (int i = 0; i < upper.length; i++) {
            if (upper[i] >= 'a' && upper[i] <= 'z') {
                upper[i] = (byte) (upper[i] & ~0x20);
            }
        }
        return upper;
    }

    private static byte[] join(byte[]... pieces) {
        var all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
