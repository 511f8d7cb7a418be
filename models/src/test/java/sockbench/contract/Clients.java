package sockbench.contract;

import sockbench.api.Server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Connections that are closed together.
record Clients(List<Client> all) implements AutoCloseable {
    Clients(Candidate model, Server server, int count) throws IOException {
        this(new ArrayList<>());
        for (int i = 0; i < count; i++) {
            all.add(model.connect(server));
        }
    }

    Client get(int index) {
        return all.get(index);
    }

    @Override
    public void close() throws IOException {
        for (var client : all) {
            client.close();
        }
    }
}
