package sockbench.host;

/// A server whose process has been started and that may not listen yet. Several are ready sooner if
/// all are launched before the first is waited for.
///
/// Not thread-safe.
public final class LaunchedServer implements AutoCloseable {
    private final ChildJvm jvm;
    private boolean handedOver;

    LaunchedServer(ChildJvm jvm) {
        this.jvm = jvm;
    }

    /// Waits until it listens; the caller owns it from then on. Once only.
    ///
    /// @throws ChildException in one line if it does not listen in time; no process is left behind
    public ServerProcess ready() throws ChildException {
        try {
            var server = ServerProcess.of(jvm);
            handedOver = true;
            return server;
        } catch (ChildException notReady) {
            jvm.kill();
            throw notReady;
        }
    }

    /// Ends a server that nobody has waited for. Does nothing once it is somebody's.
    @Override
    public void close() {
        if (!handedOver) {
            jvm.kill();
        }
    }
}
