package sockbench.models.overlappedevent;

import sockbench.api.ServerThreads.Work;
import sockbench.linux.Inbox;
import sockbench.linux.Listener;
import sockbench.linux.Native;
import sockbench.linux.Poll;
import sockbench.linux.Service;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The thread that accepts, and finds or starts a group for each connection.
final class Acceptor implements Work {
    private static final int WAKE_UP = 0;
    private static final int LISTENER = 1;
    private static final int SLOTS = 2;

    private final Service service;
    private final Listener listener;
    private final Inbox inbox;
    private final List<Group> groups = new CopyOnWriteArrayList<>();

    /// @param inbox for waking only
    Acceptor(Service service, Listener listener, Inbox inbox) {
        this.service = service;
        this.listener = listener;
        this.inbox = inbox;
    }

    void wakeAll() {
        inbox.wake();
        groups.forEach(Group::wake);
    }

    @Override
    public void run() throws IOException {
        try (listener;
                inbox;
                var arena = Arena.ofConfined()) {
            var state = Native.state(arena);
            var poll = new Poll(arena, state, SLOTS);
            poll.set(WAKE_UP, inbox.fd());
            poll.set(LISTENER, listener.fd());
            while (!service.closing()) {
                // A full listener stays readable: leave it out until it is worth asking again.
                poll.await(listener.full() ? LISTENER : SLOTS, listener.waitMillis());
                for (int socket; (socket = listener.accept(state)) >= 0; ) {
                    admit(socket);
                }
            }
        }
    }

    private void admit(int socket) throws IOException {
        groups.removeIf(Group::ended);
        for (var group : groups) {
            if (group.admit(socket)) {
                return;
            }
        }
        var group = new Group(service, Inbox.open());
        group.admit(socket);
        groups.add(group);
        service.threads().start(group);
    }
}
