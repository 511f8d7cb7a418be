package sockbench.load.crowd;

/// What becomes of each connection that comes and goes.
///
/// @param requests one after the other, at least 1
/// @param ending what comes after the last answer
public record Lifetime(int requests, Ending ending) {
    /// How a connection ends.
    public enum Ending {
        /// We end our stream, the server ends its own: the connection lasts until we see that.
        ORDERLY,
        /// We reset it.
        RESET,
        /// Three of four are reset, which keep no port: for the warm-up.
        MIXED
    }

    private static final int FOUR = 4;

    public Lifetime {
        if (requests < 1) {
            throw new IllegalArgumentException("requests must be at least 1, was " + requests);
        }
    }

    /// @param number of the connection
    boolean resets(int number) {
        return ending == Ending.RESET || (ending == Ending.MIXED && number % FOUR != 0);
    }
}
