package sockbench.models.epoll;

import org.jspecify.annotations.Nullable;

import sockbench.linux.Connection.State;
import sockbench.linux.Connections;
import sockbench.linux.Epoll;
import sockbench.linux.EpollEvents;
import sockbench.linux.Inbox;
import sockbench.linux.Service;
import sockbench.linux.Service.Loop;

import java.io.IOException;
import java.lang.foreign.Arena;

/// One thread, one epoll instance, and the connections it watches.
///
///     Door -> Inbox -> epoll_ctl -> epoll_wait -> recv, send
///                                       ^-------------'
final class EpollLoop implements Loop {
    private static final int EVENTS_PER_WAIT = 512;

    private final Service service;
    private final Trigger trigger;
    private final Inbox inbox;
    private final @Nullable Door door;

    /// @param door closed by this loop when it ends; null for all loops but the first
    EpollLoop(Service service, Trigger trigger, Inbox inbox, @Nullable Door door) {
        this.service = service;
        this.trigger = trigger;
        this.inbox = inbox;
        this.door = door;
    }

    @Override
    public void run(Runnable ready) throws IOException {
        try (inbox;
                door;
                var arena = Arena.ofConfined();
                var connections = service.connections(arena)) {
            var events = new EpollEvents(arena, EVENTS_PER_WAIT);
            try (var epoll = Epoll.open(connections.state(), events)) {
                epoll.watch(inbox.fd(), Epoll.IN);
                if (door != null) {
                    epoll.watch(door.fd(), Epoll.IN);
                }
                ready.run();
                while (!service.closing()) {
                    turn(epoll, events, connections);
                }
            }
        }
    }

    private void turn(Epoll epoll, EpollEvents events, Connections connections) throws IOException {
        int ready = epoll.await(door == null ? -1 : door.waitMillis());
        for (int i = 0; i < ready; i++) {
            int fd = events.descriptor(i);
            if (fd == inbox.fd()) {
                takeIn(epoll, connections);
            } else if (door != null && fd == door.fd()) {
                door.accept(connections.state(), epoll);
            } else {
                serve(fd, events.mask(i), epoll, connections);
            }
        }
        if (door != null && door.shut()) {
            door.accept(connections.state(), epoll);
        }
    }

    private void takeIn(Epoll epoll, Connections connections) throws IOException {
        for (Integer socket; (socket = inbox.take()) != null; ) {
            epoll.watch(connections.open(socket).fd(), trigger.interest());
        }
    }

    private void serve(int fd, int mask, Epoll epoll, Connections connections) throws IOException {
        var connection = connections.find(fd);
        if (connection != null && trigger.serve(connection, mask, epoll) == State.CLOSED) {
            connections.close(connection);
        }
    }
}
