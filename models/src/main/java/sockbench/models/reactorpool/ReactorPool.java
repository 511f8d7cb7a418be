package sockbench.models.reactorpool;

import sockbench.api.IoModel;
import sockbench.api.RunningServer;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.serving.channels.ChannelListener;
import sockbench.serving.channels.ChannelResources;
import sockbench.serving.channels.SelectorLoop;

import java.io.IOException;

/// One thread waits in a selector and hands what is ready to a pool of threads, which read, handle,
/// write, and may block meanwhile. Costs two hand-overs between threads for each request, and as
/// many requests can wait at the same time as the pool has threads.
public final class ReactorPool implements IoModel {
    /// As many as Tomcat has by default.
    private static final int NATURAL_SIZE = 200;

    @Override
    public Server start(ServerConfig config) throws IOException {
        var tally = new Tally();
        var threads = ServerThreads.platform("reactor-pool");
        var pool = new WorkerPool(threads, config.threadsOr(NATURAL_SIZE));
        var listener = ChannelListener.open(config);
        try {
            var server = new RunningServer(ChannelListener.port(listener), tally, threads);
            var loop = SelectorLoop.dispatching(config, tally, threads, pool);
            loop.acceptFrom(listener);
            threads.onStop(() -> {
                loop.wake();
                pool.end();
            });
            threads.start(loop);
            pool.start(loop);
            return server;
        } catch (IOException noSelector) {
            ChannelResources.close(listener);
            throw noSelector;
        }
    }
}
