package sockbench.api;

import java.util.function.Consumer;

/// A server as its parts: the port, the counts, and the threads whose end is its end. Thread-safe.
///
/// What wakes the threads is set by [ServerThreads#onStop]; what each owns it releases as it ends.
public final class RunningServer implements Server {
    private final int port;
    private final Tally tally;
    private final ServerThreads threads;
    private final Runnable release;

    /// A server whose threads own everything.
    public RunningServer(int port, Tally tally, ServerThreads threads) {
        this(port, tally, threads, () -> {});
    }

    /// @param release gives back what the threads shared, once they have ended; does nothing the
    ///   second time
    public RunningServer(int port, Tally tally, ServerThreads threads, Runnable release) {
        this.port = port;
        this.tally = tally;
        this.threads = threads;
        this.release = release;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int connections() {
        return tally.connections();
    }

    @Override
    public long requests() {
        return tally.requests();
    }

    @Override
    public void whenFull(Consumer<String> then) {
        tally.whenFull(then);
    }

    @Override
    public void whenFailed(Consumer<ServerFailure> then) {
        threads.whenFailed(then);
    }

    @Override
    public synchronized void close() {
        threads.stop();
        threads.join();
        release.run();
        threads.rethrow();
    }
}
