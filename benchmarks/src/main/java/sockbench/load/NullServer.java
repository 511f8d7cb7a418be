package sockbench.load;

import sockbench.api.IoModel;
import sockbench.api.RunningServer;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.models.Models;
import sockbench.nio.Listener;

import java.io.IOException;

/// The cheapest responder there is, for the generator's ceiling.
///
/// Where io_uring works that is the model over it: no echo made of other system calls is as cheap,
/// and finding frames costs it nanoseconds. Elsewhere it sends back whatever it receives and looks
/// at nothing: to requests without letters ([LoadConfig#withoutLetters]) an echo is the right
/// answer. An echo cannot tell where a request ends, so [Server#requests] counts reads then.
public final class NullServer implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        var ring = Models.IO_URING.create();
        return ring.unavailable().isEmpty() ? ring.start(config) : echo(config);
    }

    static Server echo(ServerConfig config) throws IOException {
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
