package sockbench.models.completionport;

/// How operations get from the threads to the kernel.
enum Posting {
    /// Together, when their thread comes back for the next packet.
    BATCHED,

    /// By one system call each, as on Windows.
    LITERAL,

    /// The same, and a connection counts as accepted only once it has sent something: `AcceptEx`
    /// with room for first data. Silent clients can take up all acceptances, as they can on
    /// Windows.
    LITERAL_WITH_FIRST_DATA;

    boolean literal() {
        return this != BATCHED;
    }

    boolean acceptsWithData() {
        return this == LITERAL_WITH_FIRST_DATA;
    }
}
