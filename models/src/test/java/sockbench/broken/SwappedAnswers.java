package sockbench.broken;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;

/// Answers the second of two requests that arrive together first.
public final class SwappedAnswers implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        return BrokenServer.start(
                config,
                () ->
                        (body, wire) -> {
                            var next = wire.hasMore() ? wire.receive() : null;
                            if (next != null) {
                                wire.send(next);
                            }
                            wire.send(body);
                        });
    }
}
