package sockbench.models.multireactor;

import sockbench.api.IoModel;
import sockbench.api.RunningServer;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.nio.Descriptors;
import sockbench.nio.Listener;
import sockbench.nio.Loop;

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
        var loops = new ArrayList<Loop>();
        var listener = Listener.open(config);
        var server = new RunningServer(Listener.port(listener), tally, threads);
        threads.onStop(() -> {
            Descriptors.close(listener);
            loops.forEach(Loop::wake);
        });
        try {
            int count = config.threadsOr(Runtime.getRuntime().availableProcessors());
            while (loops.size() < count) {
                loops.add(new Loop(config.bufferBytes(), tally, threads));
            }
        } catch (IOException noSelector) {
            loops.forEach(Loop::close);
            Descriptors.close(listener);
            throw noSelector;
        }
        loops.forEach(threads::start);
        threads.start(() -> deal(listener, loops));
        return server;
    }

    private static void deal(ServerSocketChannel listener, List<Loop> loops) throws IOException {
        try (listener) {
            for (int next = 0; ; next = (next + 1) % loops.size()) {
                loops.get(next).handOver(listener.accept());
            }
        }
    }
}
