package sockbench.models.nio2;

import sockbench.api.IoModel;
import sockbench.api.RunningServer;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.protocol.BufferPool;
import sockbench.serving.channels.ChannelListener;

import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;

/// The program posts operations with their buffers and is called back on a pool thread when one has
/// completed. On Windows that is a completion port; on Linux the JDK makes it from epoll, at the
/// price of re-arming every wait.
public final class Nio2 implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        var tally = new Tally();
        var threads = ServerThreads.platform("nio2");
        int count = config.threadsOr(Runtime.getRuntime().availableProcessors());
        var group =
                AsynchronousChannelGroup.withFixedThreadPool(
                        count, loop -> threads.newThread(loop::run));
        var delayed = new DelayedWork(threads);
        threads.onStop(() -> {
            delayed.stop();
            shutdown(group, threads);
        });
        if (config.handler() != null) {
            delayed.start();
        }
        try {
            var listener = AsynchronousServerSocketChannel.open(group);
            ChannelListener.listen(listener, config, listener::bind);
            // A connection whose request waits has no operation whose end would count it out.
            var server =
                    new RunningServer(
                            ChannelListener.port(listener), tally, threads, tally::closedAll);
            var exchanges = config.exchanges(BufferPool.direct());
            new AsynchronousAcceptor(listener, exchanges, delayed, tally, threads).next();
            return server;
        } catch (IOException refused) {
            threads.stop();
            threads.join();
            throw refused;
        }
    }

    /// Closes every channel of the group; its threads end when the last handler has returned.
    private static void shutdown(AsynchronousChannelGroup group, ServerThreads threads) {
        try {
            group.shutdownNow();
        } catch (IOException cannotClose) {
            threads.failed(cannotClose);
        }
    }
}
