package sockbench.serving.channels;

import org.jspecify.annotations.Nullable;

import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.protocol.BufferPool;
import sockbench.protocol.Memory;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// One selector, the channels registered with it, and what its thread does: wait until some are
/// ready, serve each once, wait again. A key carries its connection; the key of the listener
/// carries none.
///
/// Owns every channel it was given and closes them all when it ends.
public final class SelectorLoop implements ServerThreads.Work {
    private final Selector selector = Selector.open();
    private final Memory memory = BufferPool.direct();
    private final Queue<SocketChannel> handedOver = new ConcurrentLinkedQueue<>();
    private final Consumer<SelectionKey> serve = this::serve; // once, not for each wait
    private final int bufferBytes;
    private final Tally tally;
    private final ServerThreads threads;
    private @Nullable SelectionKey full;
    private volatile boolean ended;

    /// @throws IOException if there is no descriptor left for a selector
    public SelectorLoop(int bufferBytes, Tally tally, ServerThreads threads) throws IOException {
        this.bufferBytes = bufferBytes;
        this.tally = tally;
        this.threads = threads;
    }

    /// Takes a listener over, before the loop runs: its connections are served here.
    public void acceptFrom(ServerSocketChannel listener) throws IOException {
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    /// Takes an accepted connection over, from any thread.
    public void handOver(SocketChannel accepted) {
        handedOver.add(accepted);
        selector.wakeup();
        if (ended) {
            closeHandedOver(); // the loop may have looked for the last time before the channel was
            // there
        }
    }

    /// Makes the loop look at [ServerThreads#closing], from any thread.
    public void wake() {
        selector.wakeup();
    }

    @Override
    public void run() throws IOException {
        try {
            while (!threads.closing()) {
                selector.select(serve, full == null ? 0 : ChannelListener.RETRY_MILLIS);
                registerHandedOver();
                if (full != null) {
                    acceptAll(full);
                }
            }
        } finally {
            close();
        }
    }

    private void serve(SelectionKey key) {
        var connection = (@Nullable ChannelConnection) key.attachment();
        if (connection == null) {
            acceptAll(key);
            return;
        }
        int interest = connection.advance();
        if (interest == 0) {
            connection.close();
        } else if (interest != key.interestOps()) {
            key.interestOps(interest);
        }
    }

    /// Without a descriptor for the next connection the listener would be ready all the time: it is
    /// not waited for until it is worth asking again.
    private void acceptAll(SelectionKey key) {
        try {
            var listener = (ServerSocketChannel) key.channel();
            for (SocketChannel accepted; (accepted = listener.accept()) != null; ) {
                register(accepted);
            }
            full = null;
            key.interestOps(SelectionKey.OP_ACCEPT);
        } catch (IOException notNow) {
            ChannelListener.full(notNow, tally);
            full = key;
            key.interestOps(0);
        }
    }

    private void registerHandedOver() {
        for (SocketChannel accepted; (accepted = handedOver.poll()) != null; ) {
            register(accepted);
        }
    }

    private void register(SocketChannel accepted) {
        try {
            accepted.configureBlocking(false);
            var connection = new ChannelConnection(accepted, memory, bufferBytes, tally);
            accepted.register(selector, SelectionKey.OP_READ, connection);
        } catch (IOException gone) {
            ChannelResources.close(accepted);
        }
    }

    /// Releases everything; called by the thread that runs the loop, or by whoever made a loop that
    /// never ran.
    public void close() {
        ended = true;
        closeHandedOver();
        for (var key : selector.keys()) {
            if (key.attachment() instanceof ChannelConnection connection) {
                connection.close();
            } else {
                ChannelResources.close(key.channel());
            }
        }
        ChannelResources.close(selector);
    }

    private void closeHandedOver() {
        for (SocketChannel accepted; (accepted = handedOver.poll()) != null; ) {
            ChannelResources.close(accepted);
        }
    }
}
