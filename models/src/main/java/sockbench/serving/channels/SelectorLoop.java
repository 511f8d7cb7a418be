package sockbench.serving.channels;

import org.jspecify.annotations.Nullable;

import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.protocol.BufferPool;
import sockbench.protocol.Exchanges;
import sockbench.serving.Listener;
import sockbench.serving.Timers;

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
    /// Serves what is ready on other threads.
    public interface Dispatcher {
        /// Called by the loop, which leaves the connection alone until [SelectorLoop#giveBack].
        void dispatch(SelectionKey ready);
    }

    private record Returned(SelectionKey key, int next) {}

    private final Selector selector = Selector.open();
    private final Queue<Returned> returned = new ConcurrentLinkedQueue<>();
    private final @Nullable Dispatcher dispatcher;
    private final Timers<ChannelConnection> timers = new Timers<>();
    private final Queue<SocketChannel> handedOver = new ConcurrentLinkedQueue<>();
    private final Consumer<SelectionKey> serve = this::serve; // once, not for each wait
    private final Exchanges exchanges;
    private final Tally tally;
    private final ServerThreads threads;
    private @Nullable SelectionKey full;
    private volatile boolean ended;

    /// @throws IOException if there is no descriptor left for a selector
    public SelectorLoop(ServerConfig config, Tally tally, ServerThreads threads)
            throws IOException {
        this(config, tally, threads, null);
    }

    private SelectorLoop(
            ServerConfig config,
            Tally tally,
            ServerThreads threads,
            @Nullable Dispatcher dispatcher)
            throws IOException {
        this.dispatcher = dispatcher;
        this.exchanges = config.exchanges(BufferPool.direct());
        this.tally = tally;
        this.threads = threads;
    }

    /// A loop that waits only.
    ///
    /// @throws IOException if there is no descriptor left for a selector
    public static SelectorLoop dispatching(
            ServerConfig config, Tally tally, ServerThreads threads, Dispatcher dispatcher)
            throws IOException {
        return new SelectorLoop(config, tally, threads, dispatcher);
    }

    /// The connection of a key that was dispatched.
    public static ChannelConnection connection(SelectionKey dispatched) {
        return (ChannelConnection) dispatched.attachment();
    }

    /// Takes back what was dispatched, from any thread.
    ///
    /// @param next what [ChannelConnection#advance] gave
    public void giveBack(SelectionKey dispatched, int next) {
        returned.add(new Returned(dispatched, next));
        selector.wakeup();
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
                select();
                registerHandedOver();
                serveDue();
                settleReturned();
                if (full != null) {
                    acceptAll(full);
                }
            }
        } finally {
            close();
        }
    }

    /// A selector knows milliseconds only: a request that waits is answered up to one of them
    /// later.
    private void select() throws IOException {
        long millis = timers.millis();
        if (full != null) {
            millis = Math.min(millis < 0 ? Long.MAX_VALUE : millis, Listener.RETRY_MILLIS);
        }
        if (millis < 0) {
            selector.select(serve);
        } else if (millis > 0) {
            selector.select(serve, millis);
        } else {
            selector.selectNow(serve);
        }
    }

    private void serveDue() {
        for (ChannelConnection due; (due = timers.takeDue()) != null; ) {
            due.worked();
            serve(due.key(selector));
        }
    }

    private void serve(SelectionKey key) {
        var connection = (@Nullable ChannelConnection) key.attachment();
        if (connection == null) {
            acceptAll(key);
            return;
        }
        if (dispatcher != null) {
            key.interestOps(0);
            dispatcher.dispatch(key);
            return;
        }
        if (connection.waiting()) {
            key.interestOps(0); // what it sends meanwhile must not end every wait
            return;
        }
        settle(key, connection, connection.advance(timers));
    }

    private void settleReturned() {
        for (Returned back; (back = returned.poll()) != null; ) {
            settle(back.key, connection(back.key), back.next);
        }
    }

    private static void settle(SelectionKey key, ChannelConnection connection, int interest) {
        if (interest == ChannelConnection.ENDED) {
            connection.close();
        } else if (interest != ChannelConnection.WORK && interest != key.interestOps()) {
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
        var connection = new ChannelConnection(accepted, exchanges.open(), tally);
        try {
            accepted.configureBlocking(false);
            accepted.register(selector, SelectionKey.OP_READ, connection);
        } catch (IOException gone) {
            connection.close();
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
