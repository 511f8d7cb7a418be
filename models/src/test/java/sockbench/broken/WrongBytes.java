package sockbench.broken;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;

/// Changes the last byte of every answer.
public final class WrongBytes implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        return BrokenServer.start(
                config,
                () ->
                        (body, wire) -> {
                            if (body.length > 0) {
                                body[body.length - 1] ^= 1;
                            }
                            wire.send(body);
                        });
    }
}
