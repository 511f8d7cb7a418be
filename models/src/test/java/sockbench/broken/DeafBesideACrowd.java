package sockbench.broken;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;

/// Answers nobody while a crowd is connected.
public final class DeafBesideACrowd implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        var crowd = new OpenCount();
        return BrokenServer.start(
                config,
                () ->
                        crowd.counting((body, wire) -> {
                            if (!crowd.isThere()) {
                                wire.send(body);
                            }
                        }));
    }
}
