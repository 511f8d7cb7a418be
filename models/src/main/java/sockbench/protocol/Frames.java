package sockbench.protocol;

import java.nio.ByteBuffer;

/// Requests that become their replies where they lie, in any range of any buffer.
public final class Frames {
    private Frames() {}

    /// Where the frame that begins at `start` ends.
    ///
    /// @param bytes little-endian
    /// @param limit end of the bytes there are
    /// @return a position that may be behind `limit`; [Integer#MAX_VALUE] if not even the header is
    ///   there
    static int end(ByteBuffer bytes, int start, int limit) {
        int body = start + Exchange.HEADER_BYTES;
        return body > limit ? Integer.MAX_VALUE : body + Short.toUnsignedInt(bytes.getShort(start));
    }

    /// Turns the request that begins at `start` into its reply, if it is complete.
    ///
    /// @param bytes little-endian; its limit is behind `limit`
    /// @param limit end of the bytes there are
    /// @return where the reply ends and the next request begins; `start` if the request is not
    ///   complete
    public static int answer(ByteBuffer bytes, int start, int limit) {
        int end = end(bytes, start, limit);
        if (end > limit) {
            return start;
        }
        UpperCase.apply(bytes, start + Exchange.HEADER_BYTES, end);
        return end;
    }
}
