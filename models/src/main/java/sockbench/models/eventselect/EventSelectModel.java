package sockbench.models.eventselect;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.linux.Epoll;
import sockbench.linux.Host;
import sockbench.serving.Service;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Every socket has an event object of its own; a thread waits for up to 64 of them, then asks each
/// one that is signalled what happened. More sockets need more threads.
///
/// Mirrors WSAEventSelect, WSAWaitForMultipleEvents and WSAEnumNetworkEvents.
public final class EventSelectModel implements IoModel {
    @Override
    public Optional<String> unavailable() {
        return Host.unavailable(Epoll::probe);
    }

    @Override
    public Server start(ServerConfig config) throws IOException {
        var service = Service.of(config, "event-select");
        var acceptor = EventAcceptor.open(service);
        service.threads().onStop(acceptor::wakeAll);
        return service.serve(acceptor.port(), List.of(acceptor));
    }
}
