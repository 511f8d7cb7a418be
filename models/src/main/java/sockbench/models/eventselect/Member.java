package sockbench.models.eventselect;

import sockbench.serving.readiness.Connection;
import sockbench.serving.readiness.Connection.State;

import java.io.IOException;

/// A socket and its event object.
record Member(Connection connection, SocketEvent event) {
    /// Asks the signalled event what happened and does what that takes.
    State serve() throws IOException {
        return settle(connection.changed(event.whatHappened()));
    }

    /// Goes on once the request of the connection has waited.
    State worked() throws IOException {
        return settle(connection.worked());
    }

    private State settle(State state) throws IOException {
        if (state == State.MORE) {
            event.signalAgain();
        }
        return state;
    }
}
