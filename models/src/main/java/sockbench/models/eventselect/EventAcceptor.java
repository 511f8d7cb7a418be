package sockbench.models.eventselect;

import sockbench.linux.Epoll;
import sockbench.linux.EpollEvents;
import sockbench.linux.Native;
import sockbench.linux.Poll;
import sockbench.serving.Inbox;
import sockbench.serving.Listener;
import sockbench.serving.Service;
import sockbench.serving.Service.Loop;
import sockbench.serving.SocketGroups;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The thread that accepts, and finds or starts a group for each socket. The listener has an event
/// object too; keeping it out of the groups leaves them all alike.
final class EventAcceptor implements Loop {
    private static final int WAKE_UP = 0;
    private static final int LISTENER = 1;
    private static final int SLOTS = 2;

    private final Service service;
    private final Listener listener;
    private final Inbox inbox; // for waking only
    private final SocketGroups groups;

    /// @throws IOException naming what failed; nothing stays open
    static EventAcceptor open(Service service) throws IOException {
        var listener = Listener.open(service.config(), service.tally());
        try {
            return new EventAcceptor(service, listener, Inbox.open());
        } catch (IOException noneLeft) {
            listener.close();
            throw noneLeft;
        }
    }

    private EventAcceptor(Service service, Listener listener, Inbox inbox) {
        this.service = service;
        this.listener = listener;
        this.inbox = inbox;
        groups =
                new SocketGroups(
                        service.tally(), group -> service.start(new EventWaiter(service, group)));
    }

    int port() {
        return listener.port();
    }

    void wakeAll() {
        inbox.wake();
        groups.wakeAll();
    }

    @Override
    public void run(Runnable ready) throws IOException {
        try (listener;
                inbox;
                var arena = Arena.ofConfined()) {
            var errno = Native.errno(arena);
            var record = new EpollEvents(arena, 1);
            try (var event = SocketEvent.open(errno, record, listener.fd(), Epoll.IN)) {
                var poll = new Poll(arena, errno, SLOTS);
                poll.set(WAKE_UP, inbox.fd());
                poll.set(LISTENER, event.fd());
                ready.run();
                while (!service.closing()) {
                    poll.await(SLOTS, listener.waitMillis());
                    if (event.whatHappened() != 0 || listener.full()) {
                        acceptAll(errno);
                    }
                }
            }
        }
    }

    private void acceptAll(MemorySegment errno) throws IOException {
        for (int socket; (socket = listener.accept(errno)) >= 0; ) {
            groups.admit(errno, socket);
        }
    }
}
