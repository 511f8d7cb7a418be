package sockbench.models.select;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.linux.DescriptorTable;
import sockbench.linux.Host;
import sockbench.serving.Service;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A thread asks `select(2)` about all its sockets at once, in sets of bits, and scans the sets for
/// those that are ready. The sets end at descriptor 1,023, so more sockets need more threads, and
/// each of these a descriptor table of its own.
public final class SelectModel implements IoModel {
    @Override
    public Optional<String> unavailable() {
        return Host.unavailable(errno -> DescriptorTable.probe());
    }

    @Override
    public Server start(ServerConfig config) throws IOException {
        var service = Service.of(config, "select");
        var acceptor = SelectAcceptor.open(service);
        service.threads().onStop(acceptor::wake);
        return service.serve(acceptor.port(), List.of(acceptor));
    }
}
