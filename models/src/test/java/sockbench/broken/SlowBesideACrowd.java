package sockbench.broken;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Answers late while a crowd is connected, whatever the crowd does.
public final class SlowBesideACrowd implements IoModel {
    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    @Override
    public Server start(ServerConfig config) throws IOException {
        var crowd = new OpenCount();
        return BrokenServer.start(
                config,
                () ->
                        crowd.counting((body, wire) -> {
                            if (crowd.isThere()) {
                                LockSupport.parkNanos(DELAY_NANOS);
                            }
                            wire.send(body);
                        }));
    }
}
