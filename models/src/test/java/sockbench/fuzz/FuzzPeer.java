package sockbench.fuzz;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// The far end of one connection, which says a [FuzzScript] and holds every byte it is told against
/// it. Never writes and waits without also reading, or it would wait for ever on a server that
/// holds up whoever does not read.
///
/// Not thread-safe. A server that does wrong is an [AssertionError].
final class FuzzPeer implements AutoCloseable {
    private final FuzzScript script;
    private final Selector selector;
    private final ByteBuffer arriving;
    private final Duration patience;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer said;
    private int told;
    private boolean ended;

    /// @param selector of all peers, on which one of them waits at a time
    /// @param arriving room for what arrives, of all peers
    FuzzPeer(
            InetSocketAddress server,
            FuzzScript script,
            Selector selector,
            ByteBuffer arriving,
            Duration patience)
            throws IOException {
        this.script = script;
        this.selector = selector;
        this.arriving = arriving;
        this.patience = patience;
        this.said = script.said().limit(0);
        this.channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true); // each write is a packet
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0);
    }

    /// Says the next `count` bytes, or what is left.
    void say(int count) throws IOException {
        said.limit((int) Math.min((long) said.limit() + count, said.capacity()));
        while (said.hasRemaining()) {
            channel.write(said);
            if (said.hasRemaining() && !takeIn()) {
                await(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        }
    }

    /// Waits for answers until so many bytes of them have come.
    void hear(int bytes) throws IOException {
        while (told < bytes) {
            if (!takeIn()) {
                await(SelectionKey.OP_READ);
            }
        }
    }

    /// Waits for the answers to all that was said.
    void hearAll() throws IOException {
        hear(script.owed(said.position()));
    }

    /// Says no more, hears all that it is owed, and then nothing but the end.
    void halfClose() throws IOException {
        channel.shutdownOutput();
        hearAll();
        while (!ended) {
            if (!takeIn()) {
                await(SelectionKey.OP_READ);
            }
        }
    }

    /// Asserts that nothing has come that it is not owed.
    void checkNothingMore() throws IOException {
        takeIn();
    }

    /// Ends as a peer does that has crashed.
    void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        close();
    }

    FuzzScript script() {
        return script;
    }

    int saidBytes() {
        return said.position();
    }

    boolean hasSaidAll() {
        return said.position() == said.capacity();
    }

    /// Requests whose answers have come.
    int answered() {
        return script.complete(told);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.selectNow(); // until then the selector keeps the socket open
    }

    /// @return false if nothing was there
    private boolean takeIn() throws IOException {
        arriving.clear();
        int count = channel.read(arriving);
        if (count > 0) {
            check(count);
        } else if (count < 0) {
            ended = true;
            int owed = script.owed(said.position());
            if (told < owed || !channel.socket().isOutputShutdown()) {
                throw new AssertionError(
                        "the server ended the connection after %,d of %,d bytes of answers"
                                .formatted(told, owed));
            }
        }
        return count != 0;
    }

    private void check(int count) {
        int owed = script.owed(said.position()) - told;
        int right = Math.min(count, owed);
        int wrong = script.told().slice(told, right).mismatch(arriving.flip().slice(0, right));
        if (wrong >= 0) {
            throw wrongByte(told + wrong, arriving.get(wrong));
        }
        if (count > owed) {
            throw new AssertionError(
                    "%,d bytes came that answer nothing, after %,d right ones"
                            .formatted(count - owed, told + owed));
        }
        told += count;
    }

    private AssertionError wrongByte(int at, byte was) {
        int frame = script.complete(at);
        return new AssertionError(
                "byte %d of the answer to request %d, whose body has %,d bytes, must be 0x%02x, was 0x%02x"
                        .formatted(
                                at - script.start(frame),
                                frame,
                                script.bodyBytes(frame),
                                script.told().get(at),
                                was));
    }

    private void await(int operations) throws IOException {
        key.interestOps(operations);
        int ready = selector.select(patience.toMillis());
        selector.selectedKeys().clear();
        key.interestOps(0);
        if (ready == 0) {
            throw new AssertionError(
                    "nothing for %d ms, after %,d bytes said, %,d heard of %,d owed"
                            .formatted(
                                    patience.toMillis(),
                                    said.position(),
                                    told,
                                    script.owed(said.position())));
        }
    }
}
