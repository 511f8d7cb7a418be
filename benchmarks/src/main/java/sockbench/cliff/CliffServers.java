package sockbench.cliff;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// The server under trial. Connections are only ever added, so what broke makes room for a fresh
/// one: nothing that a number did to a server is left when a smaller one is tried.
final class CliffServers implements AutoCloseable {
    private final CliffPlan plan;
    private @Nullable CliffServer current;

    CliffServers(CliffPlan plan) {
        this.plan = plan;
    }

    /// @param connections more than were kept before
    CliffStep at(int connections) throws IOException {
        var server = current;
        if (server == null) {
            server = CliffServer.start(plan);
            current = server;
        }
        var step = server.at(connections);
        if (!step.isKept()) {
            close();
        }
        return step;
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
