package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HolmTest {
    /// The worked example in Wikipedia's Holm–Bonferroni method, same as R's `p.adjust(c(0.01,
    /// 0.04, 0.03, 0.005))`: the first and the last hypothesis fall.
    @Test
    void agreesWithAPublishedExample() {
        assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(0.03, 0.06, 0.06, 0.02);
    }

    @Test
    void staysAtMostOne() {
        assertThat(Holm.adjust(0.4, 0.9)).containsExactly(0.8, 0.9);
    }

    @Test
    void leavesASinglePairAlone() {
        assertThat(Holm.adjust(0.04)).containsExactly(0.04);
    }

    @Test
    void correctsNothingWhereNothingIsCompared() {
        assertThat(Holm.adjust()).isEmpty();
    }
}
