package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SteadinessTest {
    private final Steadiness steadiness = new Steadiness(3, 0.05);

    @Test
    void isReachedWhenTheLastWindowsAgreeWhateverCameBefore() {
        assertThat(steadiness.isReached(10, 50, 100, 101, 99)).isTrue();
    }

    @Test
    void isNotReachedWhileThroughputStillRises() {
        assertThat(steadiness.isReached(80, 90, 100)).isFalse();
    }

    @Test
    void isNotReachedWithTooFewWindows() {
        assertThat(steadiness.isReached(100, 100)).isFalse();
    }

    @Test
    void isNotReachedWhenNothingHappens() {
        assertThat(steadiness.isReached(0, 0, 0)).isFalse();
    }

    @Test
    void variesByStandardDeviationOverMean() {
        assertThat(steadiness.variation(9, 10, 11)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void refusesASingleWindow() {
        assertThatThrownBy(() -> new Steadiness(1, 0.05))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("were 1 and 0.05");
    }
}
