package sockbench.models.overlappedevent;

import sockbench.api.ServerThreads.Work;
import sockbench.linux.Native;
import sockbench.linux.Poll;
import sockbench.serving.Inbox;
import sockbench.serving.Listener;
import sockbench.serving.Service;
import sockbench.serving.SocketGroups;

import java.io.IOException;
import java.lang.foreign.Arena;

/// The thread that accepts, and finds or starts a group for each connection.
final class OverlappedAcceptor implements Work {
    private static final int WAKE_UP = 0;
    private static final int LISTENER = 1;
    private static final int SLOTS = 2;

    private final Service service;
    private final Listener listener;
    private final Inbox inbox;
    private final SocketGroups groups;

    /// @param inbox for waking only
    OverlappedAcceptor(Service service, Listener listener, Inbox inbox) {
        this.service = service;
        this.listener = listener;
        this.inbox = inbox;
        groups =
                new SocketGroups(
                        service.tally(),
                        group -> service.start(new OperationWaiter(service, group)));
    }

    void wakeAll() {
        inbox.wake();
        groups.wakeAll();
    }

    @Override
    public void run() throws IOException {
        try (listener;
                inbox;
                var arena = Arena.ofConfined()) {
            var errno = Native.errno(arena);
            var poll = new Poll(arena, errno, SLOTS);
            poll.set(WAKE_UP, inbox.fd());
            poll.set(LISTENER, listener.fd());
            while (!service.closing()) {
                // A full listener stays readable: leave it out until it is worth asking again.
                poll.await(listener.full() ? LISTENER : SLOTS, listener.waitMillis());
                for (int socket; (socket = listener.accept(errno)) >= 0; ) {
                    groups.admit(errno, socket);
                }
            }
        }
    }
}
