package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RatioTest {
    private static final Ratio DOUBLE = Ratio.of(Math.log(2), Math.log(2.1), Math.log(1.9));

    @Test
    void hasNoIntervalFromOneFork() {
        var ratio = Ratio.of(Math.log(2));

        assertThat(ratio.value()).isCloseTo(2, within(1e-12));
        assertThat(ratio.hasInterval()).isFalse();
        assertThat(ratio.low()).isZero();
        assertThat(ratio.high()).isInfinite();
        assertThat(ratio.relativeHalfWidth()).isInfinite();
        assertThat(ratio.excludesOne()).isFalse();
    }

    @Test
    void theIntervalOfTheInverseIsTheInverse() {
        var inverse = DOUBLE.inverse();

        assertThat(inverse.value()).isCloseTo(0.5, within(0.001));
        assertThat(inverse.low()).isEqualTo(1 / DOUBLE.high());
        assertThat(inverse.high()).isEqualTo(1 / DOUBLE.low());
        assertThat(inverse.n()).isEqualTo(3);
    }

    @Test
    void isAsWideAsItsInterval() {
        assertThat(DOUBLE.relativeHalfWidth())
                .isCloseTo(4.3027 * 0.05 / Math.sqrt(3), within(0.002));
        assertThat(DOUBLE.excludesOne()).isTrue();
    }
}
