package sockbench.broken;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/// Leaves a thread behind for every connection.
public final class LeaksAThread implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        return BrokenServer.start(
                config,
                () -> {
                    Thread.ofPlatform().daemon().name("leaked").start(LockSupport::park);
                    return (body, wire) -> wire.send(body);
                });
    }
}
