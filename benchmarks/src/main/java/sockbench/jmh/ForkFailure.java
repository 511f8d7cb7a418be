package sockbench.jmh;

import java.io.IOException;

/// A JMH fork did not run to its end.
final class ForkFailure extends IOException {
    private static final long serialVersionUID = 1;

    private final String reason;

    ForkFailure(Throwable cause) {
        super(cause);
        this.reason = innermost(cause);
    }

    /// The first line of the innermost cause.
    String reason() {
        return reason;
    }

    /// JMH hides what a fork threw among the suppressed exceptions of its own.
    private static String innermost(Throwable error) {
        var inner = error.getCause();
        if (inner == null && error.getSuppressed().length > 0) {
            inner = error.getSuppressed()[0];
        }
        return inner != null
                ? innermost(inner)
                : String.valueOf(error.getMessage())
                        .lines()
                        .findFirst()
                        .orElse("no message")
                        .strip();
    }
}
