package sockbench.models.polling;

import sockbench.api.IoModel;
import sockbench.api.RunningServer;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.protocol.BufferPool;
import sockbench.protocol.Exchanges;
import sockbench.serving.Listener;
import sockbench.serving.Timers;
import sockbench.serving.channels.ChannelConnection;
import sockbench.serving.channels.ChannelListener;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One thread asks every socket in turn whether it has something, and never waits. Answers at once
/// while connections are few; keeps a CPU busy when there is nothing to do, and asks all for the
/// sake of one.
public final class Polling implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        var threads = ServerThreads.platform("polling");
        var listener = ChannelListener.open(config);
        listener.configureBlocking(false);
        var sweep = new Sweep(listener, config.exchanges(BufferPool.direct()), threads);
        var server = new RunningServer(ChannelListener.port(listener), sweep.tally, threads);
        threads.start(sweep::run);
        return server;
    }

    /// The listener and all connections, looked at over and over.
    private static final class Sweep {
        private static final int AT_ONCE = 64;

        private final List<ChannelConnection> connections = new ArrayList<>();
        private final Timers<ChannelConnection> timers = new Timers<>();
        private final Tally tally = new Tally();
        private final ServerSocketChannel listener;
        private final Exchanges exchanges;
        private final ServerThreads threads;
        private long notBefore = System.nanoTime();

        Sweep(ServerSocketChannel listener, Exchanges exchanges, ServerThreads threads) {
            this.listener = listener;
            this.exchanges = exchanges;
            this.threads = threads;
        }

        void run() throws IOException {
            try (listener) {
                while (!threads.closing()) {
                    acceptSome();
                    wakeDue();
                    serveAll();
                }
            } finally {
                connections.forEach(ChannelConnection::close);
            }
        }

        /// So many at once that a burst does not take as many sweeps as it has connections. While
        /// there is no descriptor for the next it is not asked for each time.
        private void acceptSome() {
            if (System.nanoTime() - notBefore < 0) {
                return;
            }
            try {
                for (int i = 0; i < AT_ONCE; i++) {
                    var accepted = listener.accept();
                    if (accepted == null) {
                        return;
                    }
                    accepted.configureBlocking(false);
                    connections.add(new ChannelConnection(accepted, exchanges.open(), tally));
                }
            } catch (IOException notNow) {
                ChannelListener.full(notNow, tally);
                notBefore =
                        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Listener.RETRY_MILLIS);
            }
        }

        /// Their answers leave when they are asked next.
        private void wakeDue() {
            for (ChannelConnection due; (due = timers.takeDue()) != null; ) {
                due.worked();
            }
        }

        /// From the end, so that the last one may take the place of one that has ended.
        private void serveAll() {
            for (int i = connections.size() - 1; i >= 0; i--) {
                if (connections.get(i).advance(timers) == ChannelConnection.ENDED) {
                    connections.get(i).close();
                    connections.set(i, connections.getLast());
                    connections.removeLast();
                }
            }
        }
    }
}
