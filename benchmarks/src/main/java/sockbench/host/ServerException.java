package sockbench.host;

import java.io.IOException;

/// A server process did not start, stopped answering or ended early. The message is one line for
/// the report.
public final class ServerException extends IOException {
    private static final long serialVersionUID = 1;

    ServerException(String message) {
        super(message);
    }
}
