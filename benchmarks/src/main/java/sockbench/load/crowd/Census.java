package sockbench.load.crowd;

/// What became of a crowd that was to grow.
///
/// @param wanted connections in all
/// @param answered connections on which a request was answered, byte by byte as it must be: those
///   that count as connected
/// @param openingSeconds what it took to open all and to have each answered once
/// @param obstacle what became of the others; empty if there are none
public record Census(int wanted, int answered, double openingSeconds, String obstacle) {
    public boolean isComplete() {
        return answered == wanted;
    }
}
