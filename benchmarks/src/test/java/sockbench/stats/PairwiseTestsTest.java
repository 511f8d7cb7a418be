package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import sockbench.stats.Comparison.ModelPair;
import sockbench.stats.Comparison.Outcome;
import sockbench.stats.Ranks.RankInterval;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

class PairwiseTestsTest {
    /// A and B cannot be told apart, nor can B and C; A and C can.
    private static final Map<String, double[]> THREE =
            Map.of(
                    "A", logs(1.00, 1.01, 0.99, 1.00),
                    "B", logs(1.02, 1.03, 1.01, 1.02),
                    "C", logs(1.04, 1.05, 1.03, 1.04));

    private static final Map<String, double[]> SIX =
            Map.of(
                    "A", logs(1.00, 1.01, 0.99, 1.00),
                    "B", logs(1.02, 1.03, 1.01, 1.02),
                    "C", logs(1.04, 1.05, 1.03, 1.04),
                    "D", logs(1.06, 1.07, 1.05, 1.06),
                    "E", logs(1.08, 1.10, 1.06, 1.08),
                    "F", logs(1.10, 1.11, 1.09, 1.10));

    /// Student's sleep data as independent samples: `t.test(extra ~ group, data = sleep)` gives t =
    /// -1.8608, df = 17.776, p = 0.07939.
    @Test
    void agreesWithWelch() {
        double[] first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
        double[] second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

        var welch =
                Comparison.of(List.of(ModelPair.of("first", first, "second", second))).getFirst();

        assertThat(welch.adjustedP()).isCloseTo(0.07939, within(1e-5));
        assertThat(welch.ratio().freedom()).isCloseTo(17.776, within(1e-3));
    }

    /// Six variances of three degrees of freedom whose logarithms scatter by chance alone: common
    /// freedom is that of all forks.
    @Test
    void drawsVariancesThatAreAlikeToOne() {
        var tests = PairwiseTests.of(SIX);

        assertThat(tests.ratio("A").isPooled()).isTrue();
        assertThat(tests.ratio("A").freedom()).isEqualTo(6 * 3 + 3);
        assertThat(tests.ratio("A").relativeHalfWidth())
                .isLessThan(0.8 * Ratio.of(logs(1.00, 1.01, 0.99, 1.00)).relativeHalfWidth());
    }

    @Test
    void letsVariancesThatDifferALotHardlyCount() {
        var tests =
                PairwiseTests.of(
                        Map.of(
                                "A", logs(1.0, 1.001, 0.999, 1.0),
                                "B", logs(1.0, 1.0001, 0.9999, 1.0),
                                "C", logs(1.0, 1.01, 0.99, 1.0),
                                "D", logs(1.0, 1.00001, 0.99999, 1.0),
                                "E", logs(1.0, 1.1, 0.9, 1.0),
                                "F", logs(1.0, 1.000001, 0.999999, 1.0)));

        assertThat(tests.ratio("F").freedom()).isBetween(3.0, 4.5);
    }

    @Test
    void leavesAModelThatScattersMoreItsOwnVariance() {
        var wild = new TreeMap<>(SIX);
        wild.put("WILD", logs(1.0, 1.3, 0.8, 1.1));

        var tests = PairwiseTests.of(wild);

        assertThat(tests.ratio("WILD").isPooled()).isFalse();
        assertThat(tests.ratio("WILD")).isEqualTo(Ratio.of(logs(1.0, 1.3, 0.8, 1.1)));
        assertThat(tests.ratio("A").relativeHalfWidth()).isLessThan(0.02);
    }

    @Test
    void doesNotBelieveForksThatHappenToBeAlike() {
        var exact = new TreeMap<>(SIX);
        exact.put("EXACT", logs(2, 2, 2, 2));

        assertThat(PairwiseTests.of(exact).ratio("EXACT").relativeHalfWidth()).isPositive();
    }

    @Test
    void leavesFewModelsTheirOwnVariances() {
        assertThat(PairwiseTests.of(THREE).ratio("A"))
                .isEqualTo(Ratio.of(logs(1.00, 1.01, 0.99, 1.00)));
    }

    @Test
    void givesOneForkAnIntervalOnlyFromOthers() {
        var one = new TreeMap<>(SIX);
        one.put("ONE", logs(2));

        assertThat(PairwiseTests.of(one).ratio("ONE").hasInterval()).isTrue();
        assertThat(PairwiseTests.of(Map.of("ONE", logs(2))).ratio("ONE").hasInterval()).isFalse();
    }

    @Test
    void saysThatOneForkIsTooFew() {
        var tests = PairwiseTests.of(Map.of("A", logs(1), "B", logs(2)));

        assertThat(tests.compare("A", "B").outcome()).isEqualTo(Outcome.TOO_FEW);
        assertThat(tests.compare("A", "B").sentence("needs", "CPU"))
                .isEqualTo(
                        "One fork is too few to compare CPU: A / B = 0.500 (no interval, n = 1 and"
                                + " 1)");
        assertThat(tests.rank(false).entries())
                .containsExactly(new RankInterval("A", 1, 2), new RankInterval("B", 1, 2));
        assertThat(tests.rank(false).tooFewForks()).startsWith("n too small");
    }

    @Test
    void ranksAreIntervals() {
        var ranks = PairwiseTests.of(THREE).rank(false);

        assertThat(ranks.entries())
                .containsExactly(
                        new RankInterval("A", 1, 1),
                        new RankInterval("B", 2, 2),
                        new RankInterval("C", 3, 3));
        assertThat(ranks.tooFewForks()).isEmpty();
    }

    @Test
    void ranksOverlapWhereModelsCannotBeToldApart() {
        var near =
                Map.of(
                        "A", logs(1.00, 1.02, 0.98, 1.00),
                        "B", logs(1.02, 1.04, 1.00, 1.02),
                        "C", logs(1.05, 1.07, 1.03, 1.05));

        assertThat(PairwiseTests.of(near).rank(false).entries())
                .extracting(RankInterval::name, RankInterval::words)
                .containsExactly(tuple("A", "1 to 2"), tuple("B", "1 to 3"), tuple("C", "2 to 3"));
    }

    @Test
    void putsTheHighestFirstWhereHigherIsBetter() {
        assertThat(PairwiseTests.of(THREE).rank(true).entries())
                .containsExactly(
                        new RankInterval("C", 1, 1),
                        new RankInterval("B", 2, 2),
                        new RankInterval("A", 3, 3));
    }

    @Test
    void ranksSomeByTheComparisonsOfAll() {
        var some = PairwiseTests.of(THREE).rank(List.of("A", "C"), false);

        assertThat(some.entries())
                .containsExactly(new RankInterval("A", 1, 1), new RankInterval("C", 2, 2));
        assertThat(some.comparisons()).singleElement().matches(pair -> pair.family() == 3);
    }

    /// What is printed of a pair, its sentence, its interval and the ranks of both, must agree.
    @Test
    void neverContradictsItself() {
        var random = new Random(7);
        for (int table = 0; table < 200; table++) {
            var logs = new TreeMap<String, double[]>();
            for (int model = 0; model < 6; model++) {
                var level = 0.01 * model;
                var scatter = 0.005 * (1 + model % 3);
                var forks = new double[2 + random.nextInt(5)];
                Arrays.setAll(forks, i -> level + scatter * random.nextGaussian());
                logs.put("M" + model, forks);
            }

            var ranks = PairwiseTests.of(logs).rank(false);

            assertThat(ranks.comparisons())
                    .allSatisfy(pair -> {
                        assertThat(pair.ratio().value()).isLessThanOrEqualTo(1);
                        assertThat(pair.ratio().excludesOne()).isEqualTo(pair.isDifferent());
                        assertThat(pair.sentence("needs", "CPU").startsWith("No "))
                                .isNotEqualTo(pair.isDifferent());
                    });
            for (var entry : ranks.entries()) {
                assertThat(entry.best() - 1)
                        .isEqualTo(
                                ranks.comparisons().stream()
                                        .filter(pair -> pair.right().equals(entry.name()))
                                        .filter(Comparison::isDifferent)
                                        .count());
                assertThat(entry.best()).isLessThanOrEqualTo(entry.worst());
            }
        }
    }

    @Test
    void turnsAPairAsAskedFor() {
        var tests = PairwiseTests.of(THREE);

        assertThat(tests.compare("C", "A").sentence("needs", "CPU"))
                .startsWith("C needs 1.040 × the CPU of A (95 % 1.0")
                .endsWith("n = 4 and 4)");
        assertThat(tests.compare("A", "C").ratio().value()).isCloseTo(1 / 1.04, within(1e-3));
    }

    @Test
    void refusesAModelThatHasNoForks() {
        assertThatThrownBy(() -> PairwiseTests.of(THREE).compare("A", "NOBODY"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NOBODY");
    }

    private static double[] logs(double... ratios) {
        return Arrays.stream(ratios).map(Math::log).toArray();
    }
}
