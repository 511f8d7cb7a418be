package sockbench.models.reactor;

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

/// One thread waits in one selector for whatever is ready next, new connections included. One slow
/// request holds up all others.
public final class Reactor implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        var tally = new Tally();
        var threads = ServerThreads.platform("reactor");
        var listener = ChannelListener.open(config);
        try {
            var server = new RunningServer(ChannelListener.port(listener), tally, threads);
            var loop = new SelectorLoop(config, tally, threads);
            loop.acceptFrom(listener);
            threads.onStop(loop::wake);
            threads.start(loop);
            return server;
        } catch (IOException noSelector) {
            ChannelResources.close(listener);
            throw noSelector;
        }
    }
}
