package sockbench.load.nullserver;

import org.jspecify.annotations.Nullable;

import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.serving.channels.ChannelResources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/// One selector and one buffer for all connections. What a connection does not take at once is kept
/// for it, and nothing more is read from it meanwhile.
final class EchoLoop implements ServerThreads.Work {
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Selector selector;
    private final Tally tally;
    private final ServerThreads threads;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Consumer<SelectionKey> serve = this::serve;

    private EchoLoop(Selector selector, Tally tally, ServerThreads threads) {
        this.selector = selector;
        this.tally = tally;
        this.threads = threads;
    }

    /// @param listener owned by the loop from now on, closed also if this fails
    static EchoLoop open(ServerSocketChannel listener, Tally tally, ServerThreads threads)
            throws IOException {
        try {
            var loop = new EchoLoop(Selector.open(), tally, threads);
            listener.configureBlocking(false);
            listener.register(loop.selector, SelectionKey.OP_ACCEPT);
            return loop;
        } catch (IOException noneLeft) {
            ChannelResources.close(listener);
            throw noneLeft;
        }
    }

    void wake() {
        selector.wakeup();
    }

    @Override
    public void run() throws IOException {
        try {
            while (!threads.closing()) {
                selector.select(serve);
            }
        } catch (UncheckedIOException cannotAccept) {
            throw cannotAccept.getCause();
        } finally {
            selector.keys().forEach(key -> ChannelResources.close(key.channel()));
            ChannelResources.close(selector);
        }
    }

    private void serve(SelectionKey key) {
        if (key.channel() instanceof ServerSocketChannel listener) {
            accept(listener);
        } else if (!echo(key, (SocketChannel) key.channel())) {
            ChannelResources.close(key.channel());
            tally.closed();
        }
    }

    private void accept(ServerSocketChannel listener) {
        try {
            for (SocketChannel accepted; (accepted = listener.accept()) != null; ) {
                tally.opened();
                accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
                accepted.configureBlocking(false);
                accepted.register(selector, SelectionKey.OP_READ);
            }
        } catch (IOException cannotAccept) {
            throw new UncheckedIOException(cannotAccept);
        }
    }

    /// @return false if the peer has ended or gone
    private boolean echo(SelectionKey key, SocketChannel channel) {
        try {
            var rest = (@Nullable ByteBuffer) key.attachment();
            if (rest != null) {
                channel.write(rest);
                keep(key, rest);
                return true;
            }
            if (channel.read(buffer.clear()) < 0) {
                return false;
            }
            tally.answered(1);
            channel.write(buffer.flip());
            if (buffer.hasRemaining()) {
                keep(key, ByteBuffer.allocateDirect(buffer.remaining()).put(buffer).flip());
            }
            return true;
        } catch (IOException peerGone) {
            return false;
        }
    }

    private static void keep(SelectionKey key, ByteBuffer rest) {
        key.attach(rest.hasRemaining() ? rest : null);
        key.interestOps(rest.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
}
