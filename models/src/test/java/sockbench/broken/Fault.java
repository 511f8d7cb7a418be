package sockbench.broken;

import java.io.IOException;

/// What is done to the answer of a request.
interface Fault {
    /// @param body the answer's body as it should be
    void answer(byte[] body, Wire wire) throws IOException;
}
