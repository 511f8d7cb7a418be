package sockbench.results;

/// What kind of server a cell is about.
public enum ServerKind {
    /// One of the registry.
    MODEL,
    /// The null server, which shows what the generator can do.
    CEILING,
    /// A server that somebody else started.
    TARGET,
    /// In a comparison of two builds, the old one measured against itself.
    CONTROL;

    /// @param name as in [Cell#model]
    public static ServerKind of(String name) {
        return switch (name) {
            case Cell.NULL_SERVER -> CEILING;
            case Cell.TARGET -> TARGET;
            case Cell.UNCHANGED -> CONTROL;
            default -> MODEL;
        };
    }
}
