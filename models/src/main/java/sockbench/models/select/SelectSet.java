package sockbench.models.select;

import sockbench.linux.Select;
import sockbench.serving.Service;
import sockbench.serving.readiness.Connection;
import sockbench.serving.readiness.Connection.State;
import sockbench.serving.readiness.Connections;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// What one thread waits for: its connections, and descriptors that bring it new ones.
final class SelectSet implements AutoCloseable {
    private final Connections connections;
    private final Select select;

    SelectSet(Arena arena, Service service) {
        this.connections = new Connections(service, arena);
        this.select = new Select(arena, connections.errno());
    }

    /// For calls on this thread, see [sockbench.linux.Native#errno].
    MemorySegment errno() {
        return connections.errno();
    }

    /// Waits from now on for a descriptor that is no connection.
    void watch(int fd) {
        select.waitToRead(fd);
    }

    void unwatch(int fd) {
        select.forget(fd);
    }

    /// Waits for a connection, which is owned by this from now on.
    void add(int socket) {
        connections.open(socket);
        select.waitToRead(socket);
    }

    void await(int timeoutMillis) throws IOException {
        select.await(connections.waitNanos(timeoutMillis));
    }

    /// The next descriptor that is ready, -1 after the last.
    int next(int from) {
        return select.next(from);
    }

    /// Serves a connection that is ready.
    ///
    /// @return false if it has gone
    boolean serve(int fd) {
        var connection = connections.find(fd);
        return connection == null || settle(connection, connection.ready());
    }

    /// Goes on with every connection whose request has waited.
    ///
    /// @return how many have gone
    int serveDue() {
        int gone = 0;
        for (Connection due; (due = connections.takeDue()) != null; ) {
            if (!settle(due, due.worked())) {
                gone++;
            }
        }
        return gone;
    }

    private boolean settle(Connection connection, State state) {
        int fd = connection.fd();
        switch (state) {
            case OPEN, MORE -> select.waitToRead(fd);
            case BLOCKED -> select.waitToWrite(fd);
            case WAITING -> select.forget(fd);
            case CLOSED -> {
                select.forget(fd);
                connections.close(connection);
            }
        }
        return state != State.CLOSED;
    }

    @Override
    public void close() {
        connections.close();
    }
}
