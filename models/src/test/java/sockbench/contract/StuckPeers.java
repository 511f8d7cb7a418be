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
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Peers that send requests for ever and never read an answer, side by side on one thread. Each
/// sends frames of one size over and over.
final class StuckPeers implements AutoCloseable {
    private static final List<Integer> BODY_BYTES = List.of(65_535, 0, 16_384, 64);
    private static final int SMALL_BUFFER = 65_536;
    private static final int BYTES_PER_WRITE = 256 * 1024;

    /// The kernel's buffers at both ends hold less; who takes more keeps it in the process.
    private static final long UNBOUNDED = 128L << 20;

    /// A server with room for any of them takes more within this.
    private static final Duration STALL = Duration.ofMillis(100);

    private final Selector selector = Selector.open();
    private final List<Peer> peers = new ArrayList<>();

    StuckPeers(int port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var peer = new Peer(connect(port), requests(BODY_BYTES.get(i % BODY_BYTES.size())));
            peer.channel.register(selector, SelectionKey.OP_WRITE, peer);
            peers.add(peer);
        }
    }

    /// Sends until the server takes no more from any of them. Asserts that there is such a point.
    void sendUntilBlocked() throws IOException {
        while (selector.select(STALL.toMillis()) > 0) {
            for (var key : selector.selectedKeys()) {
                ((Peer) key.attachment()).send();
            }
            selector.selectedKeys().clear();
        }
    }

    @Override
    public void close() throws IOException {
        for (var peer : peers) {
            peer.channel.close();
        }
        selector.close();
    }

    private static SocketChannel connect(int port) throws IOException {
        var channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SMALL_BUFFER);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        return channel;
    }

    /// Whole frames, of at least so many bytes as one write takes.
    private static ByteBuffer requests(int bodyBytes) {
        byte[] frame = Frames.frame(Frames.random(new SplittableRandom(1), bodyBytes));
        int count = Math.ceilDiv(BYTES_PER_WRITE, frame.length);
        var frames = ByteBuffer.allocateDirect(count * frame.length);
        while (frames.hasRemaining()) {
            frames.put(frame);
        }
        return frames.flip();
    }

    private static final class Peer {
        private final SocketChannel channel;
        private final ByteBuffer requests;
        private long sent;

        Peer(SocketChannel channel, ByteBuffer requests) {
            this.channel = channel;
            this.requests = requests;
        }

        void send() throws IOException {
            sent += channel.write(requests);

            assertThat(sent).as("bytes taken from a peer that reads none").isLessThan(UNBOUNDED);

            if (!requests.hasRemaining()) {
                requests.rewind();
            }
        }
    }
}
