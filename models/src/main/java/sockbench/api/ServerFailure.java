package sockbench.api;

/// Serving ended before the server was closed; the cause says why.
public final class ServerFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ServerFailure(Throwable cause) {
        super("the server stopped early: " + cause, cause);
    }
}
