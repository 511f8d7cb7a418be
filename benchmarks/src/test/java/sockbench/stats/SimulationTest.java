package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sockbench.stats.Comparison.Pair;
import sockbench.stats.Estimate.Center;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The whole procedure on experiments whose truth is known. Every seed is fixed.
class SimulationTest {
    private static final int FORKS = 5;
    private static final int ITERATIONS = 10;
    private static final double TRUTH = 100;

    @Test
    void intervalsFromForkMeansCoverTheTruth() {
        assertThat(coverage(forks -> Arrays.stream(forks).mapToDouble(Moments::mean)))
                .isBetween(0.93, 0.97);
    }

    /// What JMH's own error does: iterations of one fork are taken for independent.
    @Test
    void intervalsFromPooledIterationsDoNot() {
        assertThat(coverage(forks -> Arrays.stream(forks).flatMapToDouble(Arrays::stream)))
                .isLessThan(0.7);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 6, 10})
    void atMostOneInTwentyModelsDiffersFromItself(int forks) {
        assertThat(contestsWithTwoRanks(2, forks, 1)).isLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 10})
    void atMostOneInTwentyRankingsOfEqualModelsHasASecondRank(int forks) {
        assertThat(contestsWithTwoRanks(8, forks, 1)).isLessThanOrEqualTo(10);
    }

    @Test
    void sixForksFindAModelSlowedByFivePercent() {
        assertThat(contestsWithTwoRanks(2, 6, 1.05)).isGreaterThan(190);
    }

    /// Two runs of 22 models, one metric: what `compare` does.
    @Test
    void eightForksMostlyFindTheOneOfTwentyTwoModelsThatWasSlowedByFivePercent() {
        assertThat(slowedModelsFound(22, 8)).isGreaterThan(130);
        assertThat(slowedModelsFound(22, 10)).isGreaterThan(185);
    }

    @Test
    void eightForksFindItWhenNothingElseWasAsked() {
        assertThat(slowedModelsFound(1, 8)).isGreaterThan(195);
    }

    /// A machine that is a third slower for a while, again and again, half of the time.
    @Test
    void theLeastOfManyWindowsFindsItOnADisturbedMachineWhereTheMeanDoesNot() {
        assertThat(slowedModelsFoundWhileDisturbed(1.05, OfWindows.LEAST)).isGreaterThan(190);
        assertThat(slowedModelsFoundWhileDisturbed(1.05, OfWindows.MEAN)).isLessThan(100);
    }

    @Test
    void theLeastOfManyWindowsIsNoDifferenceInItself() {
        assertThat(slowedModelsFoundWhileDisturbed(1, OfWindows.LEAST)).isLessThanOrEqualTo(10);
    }

    private enum OfWindows {
        MEAN,
        LEAST;

        double of(double... windows) {
            return this == MEAN
                    ? Moments.mean(windows)
                    : Arrays.stream(windows).min().orElseThrow();
        }

        Center center() {
            return this == MEAN ? Center.MEAN : Center.MEDIAN;
        }
    }

    /// How many of 200 pairs of runs of eight forks show a difference.
    private static long slowedModelsFoundWhileDisturbed(double factor, OfWindows windows) {
        var random = new Random(6);
        return IntStream.range(0, 200)
                .mapToObj(seed ->
                        Ratio.of(
                                windows.center(),
                                disturbed(random, factor, windows),
                                disturbed(random, 1, windows),
                                seed))
                .map(ratio -> new Pair("second run", "first run", ratio, NoiseFloor.UNKNOWN))
                .filter(pair -> Comparison.of(List.of(pair)).getFirst().isDifferent())
                .count();
    }

    private static double[] disturbed(Random random, double level, OfWindows windows) {
        return DoubleStream.generate(() -> level * windows.of(disturbedFork(random)))
                .limit(8)
                .toArray();
    }

    /// Eighty windows. Slow and fast phases last twenty of them on average; forks of one build
    /// differ by 1 %, windows by 1 %.
    private static double[] disturbedFork(Random random) {
        var fork = new double[80];
        double level = 1 + 0.01 * random.nextGaussian();
        boolean slow = random.nextBoolean();
        for (int i = 0; i < fork.length; i++) {
            slow ^= random.nextInt(20) == 0;
            fork[i] = level * (slow ? 1.33 : 1) * (1 + 0.01 * random.nextGaussian());
        }
        return fork;
    }

    /// How many of 200 pairs of runs show that the first model was slowed by 5 %; the noise is 2 %.
    private static long slowedModelsFound(int models, int forks) {
        var random = new Random(4);
        return IntStream.range(0, 200)
                .mapToObj(seed ->
                        Comparison.of(
                                IntStream.range(0, models)
                                        .mapToObj(model -> change(random, model, forks, seed))
                                        .toList()))
                .filter(changes -> changes.getFirst().isDifferent())
                .count();
    }

    private static Pair change(Random random, int model, int forks, int seed) {
        var after = forks(random, forks, model == 0 ? 1.05 : 1);
        var ratio = Ratio.of(Center.MEAN, after, forks(random, forks, 1), seed);
        return new Pair("second run", "first run", ratio, NoiseFloor.UNKNOWN);
    }

    /// How many of 2,000 intervals hold the truth. Forks vary more than their iterations do.
    private static double coverage(Function<double[][], DoubleStream> observations) {
        var random = new Random(1);
        var covered =
                Stream.generate(() -> experiment(random))
                        .limit(2000)
                        .map(forks -> observations.apply(forks).toArray())
                        .map(values -> Estimate.of(Center.MEAN, values))
                        .filter(estimate -> estimate.low() <= TRUTH && TRUTH <= estimate.high())
                        .count();
        return covered / 2000.0;
    }

    private static double[][] experiment(Random random) {
        var forks = new double[FORKS][ITERATIONS];
        for (var fork : forks) {
            var level = TRUTH + 5 * random.nextGaussian();
            Arrays.setAll(fork, i -> level + 2 * random.nextGaussian());
        }
        return forks;
    }

    /// How many of 200 contests tell models apart. One of them is slower by a factor; the noise is
    /// 2 %.
    private static long contestsWithTwoRanks(int models, int forks, double factor) {
        var random = new Random(3);
        return IntStream.range(0, 200)
                .mapToObj(seed -> {
                    var cpu = new HashMap<String, double[]>();
                    for (int model = 0; model < models; model++) {
                        cpu.put("MODEL_" + model, forks(random, forks, model == 0 ? factor : 1));
                    }
                    return new Contest(cpu, Center.MEAN, NoiseFloor.UNKNOWN, seed);
                })
                .filter(contest -> contest.rank(false).entries().getLast().rank() > 1)
                .count();
    }

    private static double[] forks(Random random, int count, double level) {
        return DoubleStream.generate(() -> level * (1 + 0.02 * random.nextGaussian()))
                .limit(count)
                .toArray();
    }
}
