package sockbench.models.epoll;

import org.jspecify.annotations.Nullable;

import sockbench.linux.Epoll;
import sockbench.linux.EpollEvents;
import sockbench.serving.Inbox;
import sockbench.serving.Service;
import sockbench.serving.Service.Loop;
import sockbench.serving.readiness.Connection;
import sockbench.serving.readiness.Connection.State;
import sockbench.serving.readiness.Connections;

import java.io.IOException;
import java.lang.foreign.Arena;

/// One thread, one epoll instance, and the connections it watches.
///
///     AcceptDispatcher -> Inbox -> epoll_ctl -> epoll_wait -> recv, send
///                                       ^-------------'
final class EpollLoop implements Loop {
    private static final int EVENTS_PER_WAIT = 512;

    private final Service service;
    private final Trigger trigger;
    private final Inbox inbox;
    private final @Nullable AcceptDispatcher dispatcher;

    /// @param dispatcher closed by this loop when it ends; null for all loops but the first
    EpollLoop(
            Service service, Trigger trigger, Inbox inbox, @Nullable AcceptDispatcher dispatcher) {
        this.service = service;
        this.trigger = trigger;
        this.inbox = inbox;
        this.dispatcher = dispatcher;
    }

    @Override
    public void run(Runnable ready) throws IOException {
        try (inbox;
                dispatcher;
                var arena = Arena.ofConfined();
                var connections = new Connections(service, arena)) {
            var events = new EpollEvents(arena, EVENTS_PER_WAIT);
            try (var epoll = Epoll.open(connections.errno(), events)) {
                epoll.watch(inbox.fd(), Epoll.IN);
                if (dispatcher != null) {
                    epoll.watch(dispatcher.fd(), Epoll.IN);
                }
                ready.run();
                while (!service.closing()) {
                    turn(epoll, events, connections);
                }
            }
        }
    }

    private void turn(Epoll epoll, EpollEvents events, Connections connections) throws IOException {
        int most = dispatcher == null ? -1 : dispatcher.waitMillis();
        int ready =
                connections.anyWaiting()
                        ? epoll.awaitNanos(connections.waitNanos(most))
                        : epoll.await(most);
        for (int i = 0; i < ready; i++) {
            int fd = events.descriptor(i);
            if (fd == inbox.fd()) {
                takeIn(epoll, connections);
            } else if (dispatcher != null && fd == dispatcher.fd()) {
                dispatcher.accept(connections.errno(), epoll);
            } else {
                serve(fd, events.mask(i), epoll, connections);
            }
        }
        serveDue(epoll, connections);
        if (dispatcher != null && dispatcher.shut()) {
            dispatcher.accept(connections.errno(), epoll);
        }
    }

    private void serveDue(Epoll epoll, Connections connections) throws IOException {
        for (Connection due; (due = connections.takeDue()) != null; ) {
            if (trigger.worked(due, epoll) == State.CLOSED) {
                connections.close(due);
            }
        }
    }

    private void takeIn(Epoll epoll, Connections connections) throws IOException {
        for (Integer socket; (socket = inbox.take()) != null; ) {
            var connection = connections.open(socket);
            try {
                epoll.watch(connection.fd(), trigger.interest());
            } catch (IOException notOneMore) {
                service.tally().full(String.valueOf(notOneMore.getMessage()));
                connections.close(connection);
            }
        }
    }

    private void serve(int fd, int mask, Epoll epoll, Connections connections) throws IOException {
        var connection = connections.find(fd);
        if (connection != null && trigger.serve(connection, mask, epoll) == State.CLOSED) {
            connections.close(connection);
        }
    }
}
