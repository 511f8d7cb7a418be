package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The whole procedure on experiments whose truth is known. Every seed is fixed.
///
/// A fork's number is the median over blocks of the log ratio to the reference; what is simulated
/// is how much that number differs between forks.
class SimulationTest {
    /// Standard deviations over forks of the logarithm of server CPU per request over that of the
    /// reference, as the committed quick runs show them.
    enum Scatter {
        /// A quarter of the models scatter less.
        QUIET(0.005),
        /// The median over models.
        USUAL(0.009),
        /// A quarter of the models scatter more.
        DISTURBED(0.015);

        private final double deviation;

        Scatter(double deviation) {
            this.deviation = deviation;
        }
    }

    private static final double QUIET = Scatter.QUIET.deviation;
    private static final double USUAL = Scatter.USUAL.deviation;

    private static final int MODELS = 8;
    private static final int EXPERIMENTS = 1000;

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void intervalsHoldTheTruth(int forks) {
        assertThat(coverage(forks, USUAL, USUAL)).isBetween(0.93, 0.985);
    }

    /// Either the tests refuse to pool it, or it does no harm.
    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void intervalsHoldTheTruthWhereOneModelScattersThreeTimesAsMuch(int forks) {
        assertThat(coverage(forks, QUIET, 3 * QUIET)).isGreaterThanOrEqualTo(0.93);
        assertThat(coverageOfFirst(forks, QUIET, 3 * QUIET)).isGreaterThanOrEqualTo(0.93);
    }

    /// Little, because every model that scatters more than others keeps its own variance: what is
    /// gained is the interval of models with three or four forks.
    @ParameterizedTest
    @CsvSource({"3, 0.86", "4, 0.94", "8, 1.01"})
    void poolingNarrowsIntervalsOfFewForks(int forks, double width) {
        var random = new Random(2);
        double pooled = 0;
        double alone = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            var logs = logs(random, forks, 0, USUAL, USUAL);
            pooled += PairwiseTests.of(logs).ratio("M0").relativeHalfWidth();
            alone += Ratio.of(logs.getOrDefault("M0", new double[0])).relativeHalfWidth();
        }

        assertThat(pooled / alone).isLessThan(width);
    }

    /// One table of equal models says something false in at most one of twenty runs.
    @ParameterizedTest
    @CsvSource({"2, 0.01", "4, 0.01", "8, 0.01", "4, 0.03", "8, 0.03"})
    void atMostOneInTwentyTablesOfEqualModelsTellsTwoApart(int forks, double scatterOfFirst) {
        var found =
                share(
                        3,
                        forks,
                        0,
                        USUAL,
                        scatterOfFirst,
                        tests -> tests.comparisons().stream().anyMatch(Comparison::isDifferent));

        assertThat(found).isLessThanOrEqualTo(0.06);
    }

    /// A model slowed by 5 % is told apart from one of seven others, all pairs corrected together.
    @ParameterizedTest
    @CsvSource({
        "4, QUIET, 0.97, 1", "4, USUAL, 0.85, 0.95", "4, DISTURBED, 0.50, 0.70",
        "8, QUIET, 0.99, 1", "8, USUAL, 0.99, 1", "8, DISTURBED, 0.90, 1"
    })
    void fivePercentAreFound(int forks, Scatter scatter, double least, double most) {
        assertThat(power(forks, 0.05, scatter.deviation)).isBetween(least, most);
    }

    /// Two percent need a quiet machine or more forks.
    @ParameterizedTest
    @CsvSource({
        "4, QUIET, 0.65, 0.80",
        "4, USUAL, 0.2, 0.4",
        "8, QUIET, 0.92, 1",
        "8, USUAL, 0.5, 0.75",
        "8, DISTURBED, 0.15, 0.3"
    })
    void twoPercentAreFoundOnAQuietMachine(int forks, Scatter scatter, double least, double most) {
        assertThat(power(forks, 0.02, scatter.deviation)).isBetween(least, most);
    }

    private static double power(int forks, double slowedBy, double scatter) {
        return share(
                4,
                forks,
                slowedBy,
                scatter,
                scatter,
                tests -> tests.compare("M0", "M1").isDifferent());
    }

    private static double share(
            int seed,
            int forks,
            double slowedBy,
            double scatter,
            double scatterOfFirst,
            Predicate<PairwiseTests> found) {
        var random = new Random(seed);
        return IntStream.range(0, EXPERIMENTS)
                        .mapToObj(i ->
                                PairwiseTests.of(
                                        logs(random, forks, slowedBy, scatter, scatterOfFirst)))
                        .filter(found)
                        .count()
                / (double) EXPERIMENTS;
    }

    private static double coverage(int forks, double scatter, double scatterOfFirst) {
        var random = new Random(1);
        long covered = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            var tests = PairwiseTests.of(logs(random, forks, 0, scatter, scatterOfFirst));
            covered +=
                    IntStream.range(0, MODELS)
                            .filter(model -> !tests.ratio("M" + model).excludesOne())
                            .count();
        }
        return covered / (double) (EXPERIMENTS * MODELS);
    }

    private static double coverageOfFirst(int forks, double scatter, double scatterOfFirst) {
        return share(
                6, forks, 0, scatter, scatterOfFirst, tests -> !tests.ratio("M0").excludesOne());
    }

    private static Map<String, double[]> logs(
            Random random, int forks, double slowedBy, double scatter, double scatterOfFirst) {
        var logs = new LinkedHashMap<String, double[]>();
        for (int model = 0; model < MODELS; model++) {
            var level = model == 0 ? Math.log1p(slowedBy) : 0;
            var deviation = model == 0 ? scatterOfFirst : scatter;
            var values = new double[forks];
            Arrays.setAll(values, i -> level + deviation * random.nextGaussian());
            logs.put("M" + model, values);
        }
        return logs;
    }
}
