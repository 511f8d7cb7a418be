package sockbench.models.reactor;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;

/// One thread waits in one selector for whatever connection is ready next. A slow request holds up
/// all others.
public final class Reactor implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        throw new UnsupportedOperationException("being written");
    }
}
