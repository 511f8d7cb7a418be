package sockbench.broken;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;

/// Looks for the next request over and over instead of waiting for it.
public final class Spins implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        return BrokenServer.start(
                config,
                () ->
                        (body, wire) -> {
                            wire.send(body);
                            while (!wire.hasMore()) {
                                Thread.onSpinWait();
                            }
                        });
    }
}
