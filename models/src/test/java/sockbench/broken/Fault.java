package sockbench.broken;

import sockbench.api.ServerThreads;

import java.io.IOException;

/// What is done to the answers of one connection.
interface Fault {
    /// @param body the answer's body as it should be
    void answer(byte[] body, Wire wire) throws IOException;

    /// How the wait before an answer is waited.
    ///
    /// @param threads of which the calling one is
    /// @return false if the server is closing
    default boolean pause(ServerThreads threads, long nanos) {
        return threads.pause(nanos);
    }

    /// What is done when the connection has ended.
    default void ended() {}
}
