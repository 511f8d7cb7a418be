package sockbench.serving.channels;

import sockbench.api.RunningServer;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.protocol.BufferPool;
import sockbench.protocol.Exchanges;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A thread accepts; each connection has a thread of its own, which blocks in read and in write.
/// What kind of thread makes no difference to the program.
public final class ThreadForEach {
    private final Set<ChannelConnection> open = ConcurrentHashMap.newKeySet();
    private final Tally tally = new Tally();
    private final ServerSocketChannel listener;
    private final Exchanges exchanges;
    private final ServerThreads threads;

    private ThreadForEach(
            ServerSocketChannel listener, Exchanges exchanges, ServerThreads threads) {
        this.listener = listener;
        this.exchanges = exchanges;
        this.threads = threads;
    }

    public static Server start(ServerConfig config, ServerThreads threads) throws IOException {
        var listener = ChannelListener.open(config);
        var serving = new ThreadForEach(listener, config.exchanges(BufferPool.direct()), threads);
        var server = new RunningServer(ChannelListener.port(listener), serving.tally, threads);
        threads.onStop(serving::hangUp);
        threads.start(serving::accept);
        return server;
    }

    private void accept() throws IOException {
        try (listener) {
            while (true) {
                var accepted = ChannelListener.accept(listener, tally);
                var connection = new ChannelConnection(accepted, exchanges.open(), tally);
                open.add(connection);
                if (threads.closing()) {
                    connection.hangUp(); // stopping may have looked before it was there
                }
                start(connection);
            }
        }
    }

    /// A connection for which there is no thread is refused.
    private void start(ChannelConnection connection) {
        try {
            threads.start(() -> serve(connection));
        } catch (OutOfMemoryError noThread) {
            tally.full(String.valueOf(noThread.getMessage()));
            open.remove(connection);
            connection.close();
        }
    }

    /// [ChannelConnection#serve] handles every [IOException] itself. On a virtual thread JDK 25 can
    /// unwind past that handler all the same, when the method was deoptimised while the thread was
    /// unmounted (JDK-8389310); without the second handler here, a peer's reset would end the whole
    /// server.
    private void serve(ChannelConnection connection) {
        try (connection) {
            connection.serve(threads);
        } catch (RuntimeException | Error ours) {
            throw ours;
        } catch (Throwable peerGone) {
            connection.hangUp();
        } finally {
            open.remove(connection);
        }
    }

    private void hangUp() {
        ChannelResources.close(listener);
        open.forEach(ChannelConnection::hangUp);
    }
}
