package sockbench.models.epoll;

import sockbench.linux.Epoll;
import sockbench.serving.readiness.Connection;
import sockbench.serving.readiness.Connection.State;

import java.io.IOException;

/// When the kernel reports a connection, and what is owed to each report.
enum Trigger {
    /// For as long as it is ready: interest follows what the connection waits for.
    LEVEL(Epoll.IN) {
        @Override
        State serve(Connection connection, int events, Epoll epoll) throws IOException {
            if (!connection.waiting()) {
                return settle(connection, connection.ready(), epoll);
            }
            if ((events & (Epoll.HUP | Epoll.ERR)) != 0) {
                return State.CLOSED; // would be reported whatever is watched for
            }
            watch(connection, 0, epoll);
            return State.WAITING;
        }

        @Override
        State worked(Connection connection, Epoll epoll) throws IOException {
            return settle(connection, connection.worked(), epoll);
        }

        // Nothing is changed for a request that waits: mostly its peer is silent meanwhile.
        private static State settle(Connection connection, State state, Epoll epoll)
                throws IOException {
            if (state != State.CLOSED && state != State.WAITING) {
                watch(connection, connection.blocked() ? Epoll.OUT : Epoll.IN, epoll);
            }
            return state;
        }

        private static void watch(Connection connection, int mask, Epoll epoll) throws IOException {
            if (connection.watched() != mask) {
                epoll.rewatch(connection.fd(), mask);
                connection.watched(mask);
            }
        }
    },

    /// Once for each change: interest is never touched, but whatever is left lying is not reported
    /// again.
    EDGE(Epoll.IN | Epoll.OUT | Epoll.RDHUP | Epoll.EDGE) {
        @Override
        State serve(Connection connection, int events, Epoll epoll) throws IOException {
            return settle(connection, connection.changed(events), epoll);
        }

        @Override
        State worked(Connection connection, Epoll epoll) throws IOException {
            return settle(connection, connection.worked(), epoll);
        }

        private State settle(Connection connection, State state, Epoll epoll) throws IOException {
            if (state == State.MORE) {
                epoll.rewatch(
                        connection.fd(),
                        interest()); // reports what is there as if it had just come
            }
            return state;
        }
    };

    private final int interest;

    Trigger(int interest) {
        this.interest = interest;
    }

    /// What an accepted connection is watched for.
    int interest() {
        return interest;
    }

    /// Does what a report asks for.
    abstract State serve(Connection connection, int events, Epoll epoll) throws IOException;

    /// Goes on with a connection whose request has waited.
    abstract State worked(Connection connection, Epoll epoll) throws IOException;
}
