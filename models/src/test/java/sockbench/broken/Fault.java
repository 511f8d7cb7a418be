package sockbench.broken;

import java.io.IOException;

/// What is done to the answers of one connection.
interface Fault {
    /// @param body the answer's body as it should be
    void answer(byte[] body, Wire wire) throws IOException;

    /// What is done when the connection has ended.
    default void ended() {}
}
