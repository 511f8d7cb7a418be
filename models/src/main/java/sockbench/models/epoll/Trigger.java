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
            boolean wasBlocked = connection.blocked();
            var state = connection.ready();
            if (state != State.CLOSED && wasBlocked != connection.blocked()) {
                epoll.rewatch(connection.fd(), wasBlocked ? Epoll.IN : Epoll.OUT);
            }
            return state;
        }
    },

    /// Once for each change: interest is never touched, but whatever is left lying is not reported
    /// again.
    EDGE(Epoll.IN | Epoll.OUT | Epoll.RDHUP | Epoll.EDGE) {
        @Override
        State serve(Connection connection, int events, Epoll epoll) throws IOException {
            var state = connection.changed(events);
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
}
