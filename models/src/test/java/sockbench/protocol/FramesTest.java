package sockbench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// In these tests a frame is written as its length in two bytes and its body.
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FramesTest {
    @Test
    void aWholeFrameBecomesItsAnswer() {
        var bytes = bytes("\2\0hi");

        assertThat(Frames.answer(bytes, 0, 4)).isEqualTo(4);
        assertThat(text(bytes)).isEqualTo("\2\0HI");
    }

    /// The bytes behind the limit are left from a longer message before.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aPartialFrameStaysAsItIs(int limit) {
        var bytes = bytes("\2\0hi");

        assertThat(Frames.answer(bytes, 0, limit)).isZero();
        assertThat(text(bytes)).isEqualTo("\2\0hi");
    }

    @Test
    void anEmptyFrameIsItsOwnAnswer() {
        var bytes = bytes("\0\0");

        assertThat(Frames.answer(bytes, 0, 2)).isEqualTo(2);
        assertThat(text(bytes)).isEqualTo("\0\0");
    }

    @Test
    void oneFrameOfSeveralIsAnswered() {
        var bytes = bytes("\2\0hi\1\0x");

        assertThat(Frames.answer(bytes, 0, 7)).isEqualTo(4);
        assertThat(text(bytes)).isEqualTo("\2\0HI\1\0x");
    }

    @Test
    void theEndOfAnAnswerIsTheStartOfTheNext() {
        var bytes = bytes("\2\0hi\0\0\1\0x");
        int second = Frames.answer(bytes, 0, 9);
        int third = Frames.answer(bytes, second, 9);

        assertThat(Frames.answer(bytes, third, 9)).isEqualTo(9);
        assertThat(text(bytes)).isEqualTo("\2\0HI\0\0\1\0X");
    }

    @Test
    void aFrameMayLieAnywhere() {
        var bytes = bytes("before\2\0hiafter");

        assertThat(Frames.answer(bytes, 6, 15)).isEqualTo(10);
        assertThat(text(bytes)).isEqualTo("before\2\0HIafter");
    }

    @Test
    void aPartialFrameAnywhereGivesItsStart() {
        var bytes = bytes("before\2\0hi");

        assertThat(Frames.answer(bytes, 6, 9)).isEqualTo(6);
    }

    @Test
    void aLengthHasNoSign() {
        var bytes = buffer(2 + 0xFFFF).putShort(0, (short) 0xFFFF).put(2 + 0xFFFE, (byte) 'z');

        assertThat(Frames.answer(bytes, 0, bytes.capacity())).isEqualTo(2 + 0xFFFF);
        assertThat(bytes.get(2 + 0xFFFE)).isEqualTo((byte) 'Z');
    }

    @Test
    void theHeaderTellsWhereAPartialFrameEnds() {
        assertThat(Frames.end(bytes("...\2\1"), 3, 5)).isEqualTo(3 + 2 + 0x102);
    }

    @Test
    void withoutAWholeHeaderTheEndIsNotKnown() {
        assertThat(Frames.end(bytes("\2\0"), 0, 1)).isEqualTo(Integer.MAX_VALUE);
    }

    private static ByteBuffer bytes(String text) {
        return buffer(text.length()).put(0, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate().clear()).toString();
    }
}
