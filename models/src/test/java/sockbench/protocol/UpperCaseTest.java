package sockbench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

@Timeout(10)
class UpperCaseTest {
    /// Every value meets every neighbour and every place in a word of eight.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void changesLowerCaseLettersOnly(boolean direct) {
        var bytes = buffer(direct, 8 * 256 + 3);
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, (byte) (i * 37));
        }
        UpperCase.apply(bytes, 0, bytes.capacity());

        for (int i = 0; i < bytes.capacity(); i++) {
            assertThat(bytes.get(i)).as("byte %d", i).isEqualTo(upper((byte) (i * 37)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesWhatIsOutsideAlone(boolean direct) {
        var random = new SplittableRandom(5);
        var bytes = buffer(direct, 400);
        for (int run = 0; run < 500; run++) {
            int from = random.nextInt(bytes.capacity());
            int to = from + random.nextInt(bytes.capacity() - from + 1);
            fill(bytes, (byte) 'q');
            UpperCase.apply(bytes, from, to);

            for (int i = 0; i < bytes.capacity(); i++) {
                assertThat(bytes.get(i))
                        .as("byte %d after %d to %d", i, from, to)
                        .isEqualTo((byte) (i >= from && i < to ? 'Q' : 'q'));
            }
        }
    }

    private static ByteBuffer buffer(boolean direct, int bytes) {
        var buffer = direct ? ByteBuffer.allocateDirect(bytes) : ByteBuffer.allocate(bytes);
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void fill(ByteBuffer bytes, byte value) {
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, value);
        }
    }

    private static byte upper(byte b) {
        return b >= 'a' && b <= 'z' ? (byte) Character.toUpperCase((char) b) : b;
    }
}
