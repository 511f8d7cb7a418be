package sockbench.models.completionport;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.linux.uring.UringProbe;
import sockbench.linux.uring.UringProbe.Need;

import java.io.IOException;
import java.util.Optional;

/// Operations are posted to one port; few threads take what has completed, the last to sleep is the
/// first to wake, and any of them goes on with any connection. Costs a lock around the port and
/// hand-overs between threads.
public final class CompletionPortModel implements IoModel {
    private final Posting posting;

    CompletionPortModel(Posting posting) {
        this.posting = posting;
    }

    /// Operations are handed over together, when their thread comes back for the next packet.
    public static CompletionPortModel batched() {
        return new CompletionPortModel(Posting.BATCHED);
    }

    /// One system call for each operation, as on Windows.
    public static CompletionPortModel literal() {
        return new CompletionPortModel(Posting.LITERAL);
    }

    /// One system call for each operation, and a connection is accepted with its first bytes.
    public static CompletionPortModel acceptEx() {
        return new CompletionPortModel(Posting.LITERAL_WITH_FIRST_DATA);
    }

    @Override
    public Optional<String> unavailable() {
        return UringProbe.unavailable(
                PortServer.RING_FLAGS,
                Need.SLOTS,
                Need.ACCEPT,
                Need.RECEIVE,
                Need.SEND,
                Need.CANCEL_ALL);
    }

    @Override
    public Server start(ServerConfig config) throws IOException {
        return new PortServer(config, posting).start();
    }
}
