package sockbench.models.overlappedroutine;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.linux.uring.UringProbe;
import sockbench.linux.uring.UringProbe.Need;
import sockbench.serving.completion.RingServer;

import java.io.IOException;
import java.util.Optional;

/// Operations are posted with their buffer and a routine, which the posting thread runs when it
/// waits alertably. No locks and no hand-over, but a thread serves what it accepted, however busy
/// it is.
public final class OverlappedRoutine implements IoModel {
    @Override
    public Optional<String> unavailable() {
        return UringProbe.unavailable(
                RoutineLoop.RING_FLAGS,
                Need.SLOTS,
                Need.ACCEPT,
                Need.RECEIVE,
                Need.SEND,
                Need.POLL,
                Need.TIMEOUT,
                Need.CANCEL_ALL);
    }

    @Override
    public Server start(ServerConfig config) throws IOException {
        int loops = config.threadsOr(Runtime.getRuntime().availableProcessors());
        return RingServer.start(
                "overlapped-routine",
                config,
                loops,
                (shared, listener) -> new RoutineLoop(shared, listener, config));
    }
}
