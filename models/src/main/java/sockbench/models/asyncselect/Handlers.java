package sockbench.models.asyncselect;

import sockbench.linux.SignalQueue;
import sockbench.linux.SignalQueue.What;
import sockbench.serving.Listener;
import sockbench.serving.readiness.Connection;
import sockbench.serving.readiness.Connection.State;
import sockbench.serving.readiness.Connections;

import java.io.IOException;

/// What a message leads to: one handler for each kind.
///
///     FD_ACCEPT    READABLE at the listener    accept
///     FD_READ      READABLE                    read
///     FD_WRITE     WRITABLE                    write
///     FD_CLOSE     ENDED                       end
///                  LOOK_AT_ALL                 all of these at every socket
///
/// A message may be about a socket that has gone, or find another one that got its number: then there
/// is nothing to receive, which does no harm.
final class Handlers {
    private final Listener listener;
    private final Connections connections;
    private final SignalQueue queue;

    Handlers(Listener listener, Connections connections, SignalQueue queue) {
        this.listener = listener;
        this.connections = connections;
        this.queue = queue;
    }

    void dispatch(What what, int socket) throws IOException {
        if (what == What.LOOK_AT_ALL) {
            lookAtAll();
        } else if (socket == listener.fd()) {
            accept();
        } else {
            var connection = connections.find(socket);
            if (connection != null) {
                settle(connection, handle(what, connection));
            }
        }
    }

    /// Accepts everything in the backlog.
    void accept() throws IOException {
        for (int socket; (socket = listener.accept(connections.errno())) >= 0; ) {
            var connection = connections.open(socket);
            queue.add(socket);
            settle(connection, connection.receiveToTheEnd()); // came before it reported
        }
    }

    /// How long to wait for messages.
    ///
    /// @return -1 for ever
    long waitNanos() {
        return connections.waitNanos(listener.waitMillis());
    }

    /// Goes on with every connection whose request has waited.
    void serveDue() {
        for (Connection due; (due = connections.takeDue()) != null; ) {
            settle(due, due.worked());
        }
    }

    private static State handle(What what, Connection connection) {
        return switch (what) {
            case READABLE -> read(connection);
            case WRITABLE -> write(connection);
            case ENDED, LOOK_AT_ALL -> end(connection);
        };
    }

    /// Each arrival posts a message, and so does the end of the stream: a short read is enough.
    /// While replies are unsent nothing is read; [#write] makes up for it.
    private static State read(Connection connection) {
        return connection.blocked() ? State.BLOCKED : connection.receive();
    }

    private static State write(Connection connection) {
        var state = connection.resume();
        return state == State.OPEN ? connection.receiveToTheEnd() : state;
    }

    /// Answers what is left; that the peer has ended shows when there is no more.
    private static State end(Connection connection) {
        return write(connection);
    }

    private void lookAtAll() throws IOException {
        accept();
        for (int fd = 0; fd < connections.end(); fd++) {
            var connection = connections.find(fd);
            if (connection != null) {
                settle(connection, handle(What.LOOK_AT_ALL, connection));
            }
        }
    }

    private void settle(Connection connection, State state) {
        switch (state) {
            case CLOSED -> connections.close(connection);
            case MORE -> queue.lookAtAll(); // no message will come for what lies there already
            case OPEN, BLOCKED, WAITING -> {}
        }
    }
}
