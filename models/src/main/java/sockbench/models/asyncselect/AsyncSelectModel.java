package sockbench.models.asyncselect;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.linux.Host;
import sockbench.linux.SignalQueue;
import sockbench.serving.Listener;
import sockbench.serving.Service;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The kernel posts a message to one thread whenever something happens to a socket; the thread
/// takes messages from its queue and calls the handler for each. Nobody waits on a socket.
///
/// Mirrors WSAAsyncSelect, whose messages go to the queue of a window.
public final class AsyncSelectModel implements IoModel {
    @Override
    public Optional<String> unavailable() {
        return Host.unavailable(SignalQueue::probe);
    }

    @Override
    public Server start(ServerConfig config) throws IOException {
        var service = Service.of(config, "async-select");
        var listener = Listener.open(config, service.tally());
        var loop = new MessageLoop(service, listener);
        service.threads().onStop(loop::wake);
        return service.serve(listener.port(), List.of(loop));
    }
}
