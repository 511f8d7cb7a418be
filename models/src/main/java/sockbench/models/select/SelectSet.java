package sockbench.models.select;

import sockbench.linux.Select;
import sockbench.serving.Service;
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
        select.await(timeoutMillis);
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
        if (connection == null) {
            return true;
        }
        var errno = connection.ready();
        switch (errno) {
            case OPEN, MORE -> select.waitToRead(fd);
            case BLOCKED -> select.waitToWrite(fd);
            case CLOSED -> {
                select.forget(fd);
                connections.close(connection);
            }
        }
        return errno != State.CLOSED;
    }

    @Override
    public void close() {
        connections.close();
    }
}
