package sockbench.protocol;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/// ASCII `a–z` to `A–Z` in place, eight bytes at a time; every other byte stays as it is.
public final class UpperCase {
    private static final VarHandle LONG =
            MethodHandles.byteBufferViewVarHandle(long[].class, LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long FROM_A = 0x0101_0101_0101_0101L * (0x80 - 'a');
    private static final long AFTER_Z = 0x0101_0101_0101_0101L * (0x80 - 'z' - 1);

    private UpperCase() {}

    /// Indices are absolute; the position does not matter.
    ///
    /// @param from index of the first byte
    /// @param to index after the last
    public static void apply(ByteBuffer bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            LONG.set(bytes, i, eight((long) LONG.get(bytes, i)));
        }
        for (; i < to; i++) {
            byte b = bytes.get(i);
            if (b >= 'a' && b <= 'z') {
                bytes.put(i, (byte) (b - ('a' - 'A')));
            }
        }
    }

    /// The top bit of each byte of `low7 + FROM_A` says "a or above", of `low7 + AFTER_Z` "above
    /// z"; where they differ and the byte itself is ASCII, 0x20 is taken away.
    private static long eight(long word) {
        long low7 = word & ~HIGH_BITS;
        long letters = ((low7 + FROM_A) ^ (low7 + AFTER_Z)) & ~word & HIGH_BITS;
        return word - (letters >>> 2);
    }
}
