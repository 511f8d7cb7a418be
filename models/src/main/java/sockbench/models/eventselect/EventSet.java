package sockbench.models.eventselect;

import sockbench.linux.Epoll;
import sockbench.linux.EpollEvents;
import sockbench.linux.Poll;
import sockbench.serving.SocketGroup;
import sockbench.serving.readiness.Connection;
import sockbench.serving.readiness.Connection.State;
import sockbench.serving.readiness.Connections;

import java.io.IOException;
import java.lang.foreign.Arena;

/// The events that one thread waits for at once: one to wake it up and one for each socket.
///
///     slot   0          1 ... count - 1      count ... 63
///            wake-up    events of sockets    free
final class EventSet implements AutoCloseable {
    private static final int SLOTS = SocketGroup.EVENTS;
    private static final int WAKE_UP = 0;
    private static final int INTEREST = Epoll.IN | Epoll.OUT | Epoll.RDHUP;

    private final Connections connections;
    private final EpollEvents record;
    private final Poll poll;
    private final Member[] members = new Member[SLOTS];
    private int count = 1;

    EventSet(Arena arena, Connections connections, int wakeUp) {
        this.connections = connections;
        this.record = new EpollEvents(arena, 1);
        this.poll = new Poll(arena, connections.errno(), SLOTS);
        poll.set(WAKE_UP, wakeUp);
    }

    /// Waits for the socket, too. If there is no descriptor for its event, the connection is
    /// refused.
    ///
    /// @return false if it is refused
    boolean add(int socket) {
        var connection = connections.open(socket);
        try {
            var event = SocketEvent.open(connections.errno(), record, socket, INTEREST);
            members[count] = new Member(connection, event);
            poll.set(count, event.fd());
            count++;
            return true;
        } catch (IOException noEvent) {
            connections.full("event of a connection: " + noEvent.getMessage());
            connections.close(connection);
            return false;
        }
    }

    /// Waits until an event is signalled.
    void await() throws IOException {
        if (connections.anyWaiting()) {
            poll.awaitNanos(count, connections.waitNanos(-1));
        } else {
            poll.await(count, -1);
        }
    }

    /// True if the last wait was ended by the wake-up event.
    boolean wokenUp() {
        return poll.readable(WAKE_UP);
    }

    /// Serves every socket whose event is signalled, and those whose request has waited.
    ///
    /// @return sockets that have gone
    int serve() throws IOException {
        int before = count;
        // Downwards, because the last slot moves into the place of one that goes.
        for (int slot = before - 1; slot > WAKE_UP; slot--) {
            if (poll.readable(slot) && members[slot].serve() == State.CLOSED) {
                remove(slot);
            }
        }
        for (Connection due; (due = connections.takeDue()) != null; ) {
            int slot = slotOf(due);
            if (members[slot].worked() == State.CLOSED) {
                remove(slot);
            }
        }
        return before - count;
    }

    private int slotOf(Connection connection) {
        int slot = WAKE_UP + 1;
        while (!members[slot].connection().equals(connection)) {
            slot++;
        }
        return slot;
    }

    @Override
    public void close() {
        while (count > 1) {
            remove(count - 1);
        }
    }

    private void remove(int slot) {
        members[slot].event().close();
        connections.close(members[slot].connection());
        count--;
        members[slot] = members[count];
        poll.move(count, slot);
    }
}
