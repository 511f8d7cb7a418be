package sockbench.models.blocking;

import org.jspecify.annotations.Nullable;

import sockbench.api.IoModel;
import sockbench.api.RunningServer;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.protocol.BufferPool;
import sockbench.protocol.Exchanges;
import sockbench.serving.channels.ChannelConnection;
import sockbench.serving.channels.ChannelListener;
import sockbench.serving.channels.ChannelResources;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/// One thread accepts a connection, serves it to its end, accepts the next. All others wait in the
/// backlog, however long that takes.
public final class Blocking implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        var threads = ServerThreads.platform("blocking");
        var listener = ChannelListener.open(config);
        var line = new Line(listener, config.exchanges(BufferPool.direct()), threads);
        var server = new RunningServer(ChannelListener.port(listener), line.tally, threads);
        threads.onStop(line::hangUp);
        threads.start(line::serve);
        return server;
    }

    /// The listener and whoever is being served.
    private static final class Line {
        private final Tally tally = new Tally();
        private final ServerSocketChannel listener;
        private final Exchanges exchanges;
        private final ServerThreads threads;
        private volatile @Nullable ChannelConnection served;

        Line(ServerSocketChannel listener, Exchanges exchanges, ServerThreads threads) {
            this.listener = listener;
            this.exchanges = exchanges;
            this.threads = threads;
        }

        void serve() throws IOException {
            try (listener) {
                while (true) {
                    try (var next =
                            new ChannelConnection(
                                    ChannelListener.accept(listener, tally),
                                    exchanges.open(),
                                    tally)) {
                        served = next;
                        if (threads.closing()) {
                            next.hangUp(); // stopping may have looked before it was there
                        }
                        next.serve(threads);
                    }
                }
            }
        }

        void hangUp() {
            ChannelResources.close(listener);
            var last = served;
            if (last != null) {
                last.hangUp();
            }
        }
    }
}
