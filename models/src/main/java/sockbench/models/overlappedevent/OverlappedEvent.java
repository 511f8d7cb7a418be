package sockbench.models.overlappedevent;

import sockbench.api.IoModel;
import sockbench.api.RunningServer;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.linux.uring.UringProbe;
import sockbench.linux.uring.UringProbe.Need;
import sockbench.serving.Inbox;
import sockbench.serving.Listener;
import sockbench.serving.Service;

import java.io.IOException;
import java.util.Optional;

/// SocketOperations are posted with their buffer, and each signals an event when it has completed;
/// a thread waits for up to 64 events, then takes the results. More connections need more threads.
///
/// Mirrors WSARecv and WSASend with an event in their OVERLAPPED, WSAWaitForMultipleEvents,
/// WSAGetOverlappedResult.
public final class OverlappedEvent implements IoModel {
    @Override
    public Optional<String> unavailable() {
        return UringProbe.unavailable(
                OperationSet.RING_FLAGS,
                Need.RECEIVE,
                Need.SEND,
                Need.TIMEOUT,
                Need.SILENT_WRITE,
                Need.CANCEL_ALL);
    }

    @Override
    public Server start(ServerConfig config) throws IOException {
        var service = Service.of(config, "overlapped-event");
        var listener = Listener.open(config, service.tally());
        try {
            var acceptor = new OverlappedAcceptor(service, listener, Inbox.open());
            service.threads().onStop(acceptor::wakeAll);
            service.threads().start(acceptor);
            return new RunningServer(listener.port(), service.tally(), service.threads());
        } catch (IOException noneLeft) {
            listener.close();
            throw noneLeft;
        }
    }
}
