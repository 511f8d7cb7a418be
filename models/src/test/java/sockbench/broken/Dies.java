package sockbench.broken;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;
import java.util.ArrayList;

/// Has a bug that the second request of a connection sets off.
public final class Dies implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        return BrokenServer.start(
                config,
                () -> {
                    var before = new ArrayList<byte[]>();
                    return (body, wire) -> {
                        if (!before.isEmpty()) {
                            throw new IllegalStateException("a bug");
                        }
                        before.add(body);
                        wire.send(body);
                    };
                });
    }
}
