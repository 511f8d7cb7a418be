package sockbench.fuzz;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/// What one peer says over its life, drawn from a seed, and what it must be told.
///
/// An answer has the length of its request, so byte `i` of all that is said is answered by byte `i`
/// of all that is told.
final class FuzzScript {
    private static final int HEADER_BYTES = 2;
    private static final int LONGEST_BODY = 0xFFFF;

    /// So that a script of long bodies does not take memory without bound.
    private static final int ENOUGH_BYTES = 300_000;

    private final byte[] said;
    private final byte[] told;
    private final int[] ends;

    private FuzzScript(byte[] said, byte[] told, int[] ends) {
        this.said = said;
        this.told = told;
        this.ends = ends;
    }

    static FuzzScript draw(RandomGenerator random, int mostFrames) {
        var bodies = new int[random.nextInt(1, mostFrames + 1)];
        int count = 0;
        int bytes = 0;
        while (count < bodies.length && bytes < ENOUGH_BYTES) {
            bodies[count] = drawBodyBytes(random);
            bytes += HEADER_BYTES + bodies[count];
            count++;
        }
        return write(random, bodies, count, bytes);
    }

    /// Frames, one after the other.
    ByteBuffer said() {
        return ByteBuffer.wrap(said);
    }

    /// The answers, in the same places.
    ByteBuffer told() {
        return ByteBuffer.wrap(told);
    }

    /// Where a frame begins.
    int start(int frame) {
        return frame == 0 ? 0 : ends[frame - 1];
    }

    int bodyBytes(int frame) {
        return ends[frame] - start(frame) - HEADER_BYTES;
    }

    /// Bytes of answers that are owed to whoever has said so many.
    int owed(int saidBytes) {
        return start(complete(saidBytes));
    }

    /// How many frames are complete in so many bytes.
    int complete(int saidBytes) {
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] <= saidBytes) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Mostly short; now and then any length there is, or one at which a buffer is just full or
    /// just not: a power of two, with or without the header.
    private static int drawBodyBytes(RandomGenerator random) {
        int draw = random.nextInt(1000);
        if (draw < 600) {
            return random.nextInt(33);
        }
        if (draw < 850) {
            return random.nextInt(400);
        }
        if (draw < 930) {
            int power = 1 << random.nextInt(2, 14);
            return Math.max(0, power - random.nextInt(-1, 4));
        }
        if (draw < 980) {
            return random.nextInt(5000);
        }
        return draw < 990
                ? random.nextInt(LONGEST_BODY + 1)
                : LONGEST_BODY - random.nextInt(3) - (random.nextBoolean() ? 1 << 15 : 0);
    }

    private static FuzzScript write(RandomGenerator random, int[] bodies, int count, int bytes) {
        var said = new byte[bytes];
        random.nextBytes(said);
        var told = said.clone();
        var ends = new int[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            said[at] = (byte) bodies[i];
            said[at + 1] = (byte) (bodies[i] >> 8);
            told[at] = said[at];
            told[at + 1] = said[at + 1];
            ends[i] = at + HEADER_BYTES + bodies[i];
            upperCase(told, at + HEADER_BYTES, ends[i]);
            at = ends[i];
        }
        return new FuzzScript(said, told, ends);
    }

    private static void upperCase(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] >= 'a' && bytes[i] <= 'z') {
                bytes[i] = (byte) (bytes[i] - ('a' - 'A'));
            }
        }
    }
}
