package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HolmTest {
    /// The worked example in Wikipedia's Holm–Bonferroni method, same as R's `p.adjust(c(0.01,
    /// 0.04, 0.03, 0.005))`, which gives 0.03, 0.06, 0.06, 0.02.
    @Test
    void agreesWithAPublishedExample() {
        assertThat(Holm.factors(0.01, 0.04, 0.03, 0.005))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(3, 1.5, 2, 4);
    }

    @Test
    void leavesASinglePairAlone() {
        assertThat(Holm.factors(0.04)).containsExactly(1);
    }

    @Test
    void multipliesACertainDifferenceByTheNumberOfPairs() {
        assertThat(Holm.factors(0, 1)).containsExactly(2, 1);
    }

    @Test
    void correctsNothingWhereNothingIsCompared() {
        assertThat(Holm.factors()).isEmpty();
    }
}
