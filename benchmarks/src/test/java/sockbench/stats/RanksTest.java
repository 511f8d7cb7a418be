package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sockbench.stats.Estimate.Center;
import sockbench.stats.Ranks.Entry;

import java.util.List;
import java.util.Map;

class RanksTest {
    private static final Map<String, double[]> CPU =
            Map.of(
                    "SLOW", new double[] {20.1, 20.3, 20.2, 19.9, 20.0, 20.4},
                    "SAME", new double[] {10.2, 10.0, 10.3, 9.9, 10.1, 10.2},
                    "BEST", new double[] {10.1, 9.9, 10.2, 10.0, 9.8, 10.3},
                    "SLOW_TOO", new double[] {20.0, 20.5, 20.1, 19.8, 20.2, 20.1});

    @Test
    void givesModelsThatCannotBeToldApartTheSameRank() {
        assertThat(contest(CPU).rank(false).entries())
                .containsExactly(
                        new Entry("BEST", 1),
                        new Entry("SAME", 1),
                        new Entry("SLOW_TOO", 3),
                        new Entry("SLOW", 3));
    }

    @Test
    void putsTheHighestFirstWhereHigherIsBetter() {
        assertThat(contest(CPU).rank(true).entries().getFirst()).isEqualTo(new Entry("SLOW", 1));
    }

    @Test
    void keepsEveryComparisonItRestsOn() {
        assertThat(contest(CPU).rank(false).comparisons())
                .extracting(comparison -> comparison.pair().left(), c -> c.pair().right())
                .containsExactly(
                        tuple("BEST", "SAME"),
                        tuple("BEST", "SLOW_TOO"),
                        tuple("BEST", "SLOW"),
                        tuple("SAME", "SLOW_TOO"),
                        tuple("SAME", "SLOW"),
                        tuple("SLOW_TOO", "SLOW"));
    }

    /// A and B cannot be told apart, nor can B and C; A and C can.
    @Test
    void countsOnlyModelsThatAreSignificantlyBetter() {
        var forks =
                Map.of(
                        "A", new double[] {1.00, 1.01, 1.02, 1.03, 1.04, 1.05},
                        "B", new double[] {1.01, 1.03, 1.05, 1.07, 1.09, 1.04},
                        "C", new double[] {1.06, 1.07, 1.08, 1.09, 1.10, 1.11});

        assertThat(contest(forks).rank(false).entries())
                .containsExactly(new Entry("A", 1), new Entry("B", 1), new Entry("C", 2));
    }

    @Test
    void ranksNobodyWithThreeForks() {
        var forks = Map.of("A", new double[] {1, 1.01, 1.02}, "B", new double[] {9, 9.01, 9.02});

        assertThat(contest(forks).rank(false).entries())
                .extracting(Entry::rank)
                .containsExactly(1, 1);
    }

    @Test
    void comparesThePairsAskedFor() {
        var comparisons = contest(CPU).compare(List.of(List.of("SLOW", "BEST")));

        assertThat(comparisons).singleElement().matches(Comparison::isDifferent);
    }

    @Test
    void refusesAModelThatHasNoForks() {
        assertThatThrownBy(() -> contest(CPU).compare(List.of(List.of("SLOW", "NOBODY"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NOBODY");
    }

    @ParameterizedTest
    @CsvSource({"2, 4", "7, 6", "18, 8", "22, 8"})
    void knowsHowManyForksItTakesToRankSoManyModels(int models, int forks) {
        assertThat(Ranks.forksNeeded(models)).isEqualTo(forks);
    }

    private static Contest contest(Map<String, double[]> forks) {
        return new Contest(forks, Center.MEAN, NoiseFloor.UNKNOWN, 1);
    }
}
