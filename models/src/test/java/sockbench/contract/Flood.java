package sockbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// A peer that sends request upon request and reads answers only when told to. The same few frames
/// over and over, so that any byte of the answers can be told from its position.
final class Flood implements AutoCloseable {
    private static final int FRAMES = 8;
    private static final int BODY_BYTES = 16_384;
    private static final int SMALL_BUFFER = 65_536;

    /// The kernel's buffers at both ends hold less; who takes more keeps it in the process.
    private static final long UNBOUNDED = 128L << 20;

    /// A server with room takes more within this.
    private static final Duration STALL = Duration.ofMillis(40);

    private final Duration patience;
    private final byte[] requests;
    private final byte[] answers;
    private final ByteBuffer incoming = ByteBuffer.allocate(1 << 20);
    private final SocketChannel channel = SocketChannel.open();
    private final Selector selector = Selector.open();
    private final SelectionKey key;
    private long sent;
    private long received;

    Flood(int port, Duration patience) throws IOException {
        this.patience = patience;
        var random = new SplittableRandom(1);
        var bodies = new byte[FRAMES][];
        for (int i = 0; i < FRAMES; i++) {
            bodies[i] = Frames.random(random, BODY_BYTES);
        }
        requests = join(bodies, Frames::frame);
        answers = join(bodies, Frames::answer);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SMALL_BUFFER);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_WRITE);
    }

    /// Sends until the server takes no more. Asserts that there is such a point.
    void sendUntilBlocked() throws IOException {
        key.interestOps(SelectionKey.OP_WRITE);
        while (selector.select(ready -> {}, STALL.toMillis()) > 0) {
            send();

            assertThat(sent).as("bytes taken from a peer that reads none").isLessThan(UNBOUNDED);
        }
    }

    /// Reads the answers, sends the rest. Asserts that every byte is right.
    ///
    /// @param atLeast bytes of requests to send in all
    void finish(long atLeast) throws IOException {
        long all = Math.ceilDiv(Math.max(sent, atLeast), requests.length) * requests.length;
        while (received < all) {
            key.interestOps(SelectionKey.OP_READ | (sent < all ? SelectionKey.OP_WRITE : 0));

            assertThat(selector.select(ready -> {}, patience.toMillis()))
                    .as("answers stop after %d of %d bytes", received, all)
                    .isPositive();

            if (key.isWritable()) {
                send();
            }
            receive();
        }
    }

    /// Vanishes: the server gets ECONNRESET.
    void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }

    /// To the end of the last frame at most, so that stopping here leaves whole frames.
    private void send() throws IOException {
        int from = (int) (sent % requests.length);
        sent += channel.write(ByteBuffer.wrap(requests, from, requests.length - from));
    }

    private void receive() throws IOException {
        int count = channel.read(incoming.clear());

        assertThat(count).as("bytes read").isNotNegative();

        incoming.flip();
        while (incoming.hasRemaining()) {
            int from = (int) (received % answers.length);
            int length = Math.min(incoming.remaining(), answers.length - from);
            var expected = ByteBuffer.wrap(answers, from, length);
            var actual = incoming.slice(incoming.position(), length);

            assertThat(actual.mismatch(expected))
                    .as("first wrong byte after %d", received)
                    .isEqualTo(-1);

            incoming.position(incoming.position() + length);
            received += length;
        }
    }

    private static byte[] join(byte[][] bodies, UnaryOperator<byte[]> framing) {
        var frames = new byte[bodies.length][];
        for (int i = 0; i < bodies.length; i++) {
            frames[i] = framing.apply(bodies[i]);
        }
        return Frames.join(frames);
    }
}
