package sockbench.protocol;

import java.nio.ByteBuffer;

/// The work that a request asks for, in the first 8 bytes of its body: microseconds of CPU to burn,
/// then microseconds to wait, as two little-endian numbers. Here both are one `long`.
///
///     0        2        6        10
///     | length | burn   | wait   | the rest of the body
///
/// A body of fewer bytes asks for nothing. The answer is that of any request: these bytes are in it
/// like the others.
public final class RequestedWork {
    /// Bytes at the start of a body that say what to do.
    public static final int BYTES = Long.BYTES;

    /// The most of either; more is taken as so much.
    public static final int MOST_MICROS = 60_000_000;

    private static final int NANOS_PER_MICRO = 1000;

    private RequestedWork() {}

    /// What the request that begins at `start` asks for.
    ///
    /// @param bytes little-endian; its limit is behind `limit`
    /// @param limit end of the bytes there are
    /// @return 0 if it asks for nothing, or is not complete
    public static long of(ByteBuffer bytes, int start, int limit) {
        int end = Frames.end(bytes, start, limit);
        int body = start + Exchange.HEADER_BYTES;
        return end > limit || end - body < BYTES ? 0 : bytes.getLong(body);
    }

    /// Microseconds of CPU.
    public static int burnMicros(long work) {
        return micros(work);
    }

    /// How long to wait after that.
    public static long waitNanos(long work) {
        return (long) micros(work >>> Integer.SIZE) * NANOS_PER_MICRO;
    }

    private static int micros(long low) {
        return (int) Math.min(low & 0xFFFF_FFFFL, MOST_MICROS);
    }
}
