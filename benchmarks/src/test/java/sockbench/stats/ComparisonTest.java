package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sockbench.stats.Comparison.Outcome;
import sockbench.stats.Comparison.Pair;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class ComparisonTest {
    private static final Pair CLEAR = pair(0.83, 0.80, 0.86, 0.0079, 5);

    @Test
    void saysADifferenceInOneSentence() {
        var comparison = Comparison.of(List.of(CLEAR)).getFirst();

        assertThat(comparison.isDifferent()).isTrue();
        assertThat(comparison.sentence("needs", "CPU"))
                .isEqualTo(
                        "EPOLL needs 0.83 × the CPU of NETTY_EPOLL"
                                + " (95 % 0.80–0.86, p = 0.0079, n = 5 and 5)");
    }

    @Test
    void saysThatThereIsNone() {
        var comparison = Comparison.of(List.of(pair(0.98, 0.93, 1.04, 0.31, 5))).getFirst();

        assertThat(comparison.outcome()).isEqualTo(Outcome.NO_DIFFERENCE);
        assertThat(comparison.sentence("needs", "CPU"))
                .startsWith("No significant difference in CPU: EPOLL / NETTY_EPOLL = 0.98 (95 %");
    }

    @Test
    void saysThatThreeForksAreTooFewWhateverTheyShow() {
        var comparison = Comparison.of(List.of(pair(0.5, 0.45, 0.55, 0.1, 3))).getFirst();

        assertThat(comparison.outcome()).isEqualTo(Outcome.TOO_FEW);
        assertThat(comparison.sentence("needs", "CPU")).startsWith("n too small to tell apart");
    }

    @Test
    void saysThatForksAreTooFewForSoManyPairs() {
        var seven = Collections.nCopies(7, CLEAR);

        assertThat(Comparison.of(seven))
                .extracting(Comparison::outcome)
                .containsOnly(Outcome.TOO_FEW);
    }

    @Test
    void saysTooFewOnlyWhereNoDataCouldHaveBeenEnough() {
        var clear = Collections.nCopies(29, pair(0.83, 0.80, 0.86, 1e-5, 10));
        var overlapping = pair(0.98, 0.93, 1.04, 0.31, 6);
        var separate = pair(0.83, 0.80, 0.86, 2 / 924.0, 6);

        assertThat(last(clear, overlapping).outcome()).isEqualTo(Outcome.NO_DIFFERENCE);
        assertThat(last(clear, separate).outcome()).isEqualTo(Outcome.DIFFERENT);
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "6, 5", "23, 6", "24, 7", "85, 7", "321, 8", "322, 9"})
    void knowsHowManyForksSoManyPairsNeed(int pairs, int forks) {
        assertThat(Comparison.forksNeeded(pairs)).isEqualTo(forks);
    }

    @Test
    void neverCallsADifferenceWhatTheSameModelHasToItself() {
        var floor = NoiseFloor.of(ratio(0.9, 0.8, 1.05, 0.3, 5));

        var comparison =
                Comparison.of(List.of(new Pair(CLEAR.left(), CLEAR.right(), CLEAR.ratio(), floor)))
                        .getFirst();

        assertThat(comparison.outcome()).isEqualTo(Outcome.WITHIN_NOISE);
        assertThat(comparison.sentence("needs", "CPU"))
                .startsWith("No difference beyond noise (0.80–1.25) in CPU");
    }

    @Test
    void needsTheIntervalToLeaveOutOne() {
        var comparison = Comparison.of(List.of(pair(0.9, 0.79, 1.01, 0.008, 5))).getFirst();

        assertThat(comparison.outcome()).isEqualTo(Outcome.NO_DIFFERENCE);
    }

    @Test
    void hasNoNoiseFloorUnlessOneWasMeasured() {
        assertThat(NoiseFloor.UNKNOWN.isKnown()).isFalse();
        assertThat(NoiseFloor.of(ratio(1.02, 0.99, 1.05, 0.5, 5)).isKnown()).isTrue();
    }

    private static Comparison last(List<Pair> before, Pair last) {
        var pairs = new ArrayList<>(before);
        pairs.add(last);
        return Comparison.of(pairs).getLast();
    }

    private static Pair pair(double value, double low, double high, double p, int forks) {
        return new Pair(
                "EPOLL", "NETTY_EPOLL", ratio(value, low, high, p, forks), NoiseFloor.UNKNOWN);
    }

    private static Ratio ratio(double value, double low, double high, double p, int forks) {
        return new Ratio(value, low, high, p, forks, forks);
    }
}
