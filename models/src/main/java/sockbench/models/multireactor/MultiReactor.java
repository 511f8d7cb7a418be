package sockbench.models.multireactor;

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
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/// One thread accepts and deals the connections out to several reactors in turn. A connection stays
/// with its reactor: a busy one is not helped by idle neighbours.
public final class MultiReactor implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        var tally = new Tally();
        var threads = ServerThreads.platform("multi-reactor");
        var loops = new ArrayList<SelectorLoop>();
        var listener = ChannelListener.open(config);
        var server = new RunningServer(ChannelListener.port(listener), tally, threads);
        threads.onStop(() -> {
            ChannelResources.close(listener);
            loops.forEach(SelectorLoop::wake);
        });
        try {
            int count = config.threadsOr(Runtime.getRuntime().availableProcessors());
            while (loops.size() < count) {
                loops.add(new SelectorLoop(config, tally, threads));
            }
        } catch (IOException noSelector) {
            loops.forEach(SelectorLoop::close);
            ChannelResources.close(listener);
            throw noSelector;
        }
        loops.forEach(threads::start);
        threads.start(() -> deal(listener, loops, tally));
        return server;
    }

    private static void deal(ServerSocketChannel listener, List<SelectorLoop> loops, Tally tally)
            throws IOException {
        try (listener) {
            for (int next = 0; ; next = (next + 1) % loops.size()) {
                loops.get(next).handOver(ChannelListener.accept(listener, tally));
            }
        }
    }
}
