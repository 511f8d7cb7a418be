package sockbench.load;

import sockbench.api.IoModel;
import sockbench.api.RunningServer;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.nio.Listener;

import java.io.IOException;

/// The cheapest responder there is, for the generator's ceiling: it sends back whatever it receives
/// and looks at nothing. To requests without letters ([LoadConfig#withoutLetters]) an echo is the
/// right answer.
///
/// It cannot tell where a request ends: [Server#requests] counts echoes.
public final class NullServer implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        var tally = new Tally();
        var threads = ServerThreads.platform("null-server");
        var listener = Listener.open(config);
        int port = Listener.port(listener);
        var loop = EchoLoop.open(listener, tally, threads);
        threads.onStop(loop::wake);
        threads.start(loop);
        return new RunningServer(port, tally, threads);
    }
}
