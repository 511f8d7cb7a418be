package sockbench.cliff;

/// What a number of connections came to.
public enum CliffLimit {
    /// All were answered, and in time.
    NONE("nothing"),
    /// Some connection was not answered.
    SERVER("the server"),
    /// All were answered, too many of them late.
    P99("p99"),
    /// Too late, or not at all, and it may well be the generator's doing.
    GENERATOR("the generator");

    private final String words;

    CliffLimit(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
