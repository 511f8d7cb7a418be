package sockbench.api;

import java.util.function.Consumer;

/// A running server. Thread-safe.
public interface Server extends AutoCloseable {
    /// The port it listens on, 1 to 65535.
    int port();

    /// Connections open now.
    int connections();

    /// Requests answered since the start: a request counts once its answer is complete in the reply
    /// buffer.
    long requests();

    /// Has something done with one line once a connection cannot be taken for want of something,
    /// the first time; at once if that has been.
    void whenFull(Consumer<String> then);

    /// Has something done once serving ends early, on the thread that fails; at once if it has
    /// ended.
    void whenFailed(Consumer<ServerFailure> then);

    /// Stops accepting, closes every connection, waits until all threads have ended. Idempotent.
    ///
    /// @throws ServerFailure if serving had ended early; the cause is that error
    @Override
    void close();
}
