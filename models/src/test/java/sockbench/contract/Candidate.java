package sockbench.contract;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.models.Models;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// A model held to the contract.
///
/// @param patience how long a check waits for what should come at once before it has failed
record Candidate(String name, IoModel model, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static Candidate of(Models model) {
        return new Candidate(model.name(), model.create(), PATIENCE);
    }

    Server start() throws IOException {
        return start(ServerConfig.loopback());
    }

    Server start(ServerConfig config) throws IOException {
        return model.start(config);
    }

    Client connect(Server server) throws IOException {
        return connect(server, InetAddress.getLoopbackAddress());
    }

    Client connect(Server server, InetAddress address) throws IOException {
        return new Client(new InetSocketAddress(address, server.port()), patience);
    }

    /// Why it cannot run here.
    Optional<String> unavailable() {
        return model.unavailable();
    }

    /// Its name, as the name of the test.
    @Override
    public String toString() {
        return name;
    }
}
