package sockbench.host;

import java.io.IOException;

/// A child process did not start, stopped answering or ended early. The message is one line for the
/// report.
public final class ChildException extends IOException {
    private static final long serialVersionUID = 1;

    ChildException(String message) {
        super(message);
    }
}
