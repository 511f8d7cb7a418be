package sockbench.api;

import java.io.IOException;
import java.util.Optional;

/// One way of moving bytes between sockets and a Java program.
///
/// An implementation owns everything from `accept` to `close`: threads, buffers, native memory. It
/// shares nothing with other models except the frame protocol and the bindings.
public interface IoModel {
    /// Why this model cannot run here, e.g. `io_uring_setup: Operation not permitted`. Probes
    /// without side effects and never throws.
    ///
    /// @return empty if [#start] may be called; otherwise one line for the report
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /// Binds and listens, then serves until the returned server is closed.
    ///
    /// @throws IOException if socket, bind or listen fails; no thread, descriptor or memory is left
    ///   behind
    Server start(ServerConfig config) throws IOException;
}
