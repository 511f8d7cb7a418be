package sockbench.broken;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/// Answers with the bytes of whoever asked last, from a buffer that all connections share.
public final class AnothersBytes implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        var last = new AtomicReference<>(new byte[0]);
        return BrokenServer.start(
                config,
                () ->
                        (body, wire) -> {
                            var previous = last.getAndSet(body);
                            wire.send(previous.length == body.length ? previous : body);
                        });
    }
}
