package sockbench.api;

/// A server as its parts: the port, the counts, and the threads whose end is its end. Thread-safe.
///
/// What wakes the threads is set by [ServerThreads#onStop]; what they own they release as they end.
public final class RunningServer implements Server {
    private final int port;
    private final Tally tally;
    private final ServerThreads threads;

    public RunningServer(int port, Tally tally, ServerThreads threads) {
        this.port = port;
        this.tally = tally;
        this.threads = threads;
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
    public void close() {
        threads.stop();
        threads.join();
        threads.rethrow();
    }
}
