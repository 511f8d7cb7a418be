package sockbench.load.transport;

import sockbench.protocol.Exchange;

/// What requests carry.
///
/// @param bytes 0 to 65,535
/// @param seed of the contents
/// @param letters whether there are `a–z`; without them an echo is a right answer
public record RequestBody(int bytes, long seed, boolean letters) {
    public RequestBody {
        if (bytes < 0 || bytes > Exchange.MAX_BODY_BYTES) {
            throw new IllegalArgumentException(
                    "bodyBytes must be 0 to %d, was %d".formatted(Exchange.MAX_BODY_BYTES, bytes));
        }
    }

    public RequestBody withBytes(int other) {
        return new RequestBody(other, seed, letters);
    }

    public RequestBody withSeed(long other) {
        return new RequestBody(bytes, other, letters);
    }

    public RequestBody withoutLetters() {
        return new RequestBody(bytes, seed, false);
    }
}
