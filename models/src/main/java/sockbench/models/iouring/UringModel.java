package sockbench.models.iouring;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.linux.uring.IoUring;
import sockbench.linux.uring.UringProbe;
import sockbench.linux.uring.UringProbe.Need;
import sockbench.serving.completion.RingServer;

import java.io.IOException;
import java.util.Optional;

/// io_uring as it is meant to be used: one ring per thread, operations that stay armed, buffers
/// that the kernel picks, one system call for a batch of everything. Costs memory for the buffers,
/// and a second thread's CPU when polled.
public final class UringModel implements IoModel {
    private final int flags;

    private UringModel(int flags) {
        this.flags = flags;
    }

    /// The thread itself enters the kernel, and completions wait for it.
    public static UringModel entered() {
        return new UringModel(IoUring.SINGLE_ISSUER | IoUring.DEFER_TASKRUN);
    }

    /// A kernel thread polls for submissions, so that the loop enters the kernel to wait only.
    public static UringModel polled() {
        return new UringModel(IoUring.SINGLE_ISSUER | IoUring.SQPOLL);
    }

    @Override
    public Optional<String> unavailable() {
        return UringProbe.unavailable(
                flags,
                Need.SLOTS,
                Need.BUFFERS,
                Need.ACCEPT_MANY,
                Need.RECEIVE_MANY,
                Need.SEND,
                Need.POLL,
                Need.TIMEOUT,
                Need.CANCEL_ALL);
    }

    @Override
    public Server start(ServerConfig config) throws IOException {
        return start(config, ReceiveBound.of(config.maxUnsentBytes(), RingLoop.BUFFER_BYTES));
    }

    Server start(ServerConfig config, ReceiveBound bound) throws IOException {
        int loops = config.threadsOr(Runtime.getRuntime().availableProcessors());
        return RingServer.start(
                "io-uring",
                config,
                loops,
                (shared, listener) ->
                        new RingLoop(shared, listener, flags, bound, config.handler()));
    }
}
