package sockbench.load.crowd;

/// What became of a crowd that was to grow.
///
/// @param wanted connections in all
/// @param answered connections on which a request was answered, byte by byte as it must be: those
///   that count as connected
/// @param openingSeconds what it took to open all and to have each answered once
/// @param obstacle what became of the others; empty if there are none
public record Census(int wanted, int answered, double openingSeconds, String obstacle) {
    /// The obstacle in a line.
    ///
    /// @param words what the server says of it; empty if it says nothing
    public String obstacle(String words) {
        return "answered on %d of %d connections: %s"
                .formatted(answered, wanted, words.isEmpty() ? obstacle : words);
    }

    public boolean isComplete() {
        return answered == wanted;
    }
}
