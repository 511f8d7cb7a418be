package sockbench.broken;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;

/// Takes every request and answers none.
public final class NeverAnswers implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        return BrokenServer.start(config, () -> (body, wire) -> {});
    }
}
