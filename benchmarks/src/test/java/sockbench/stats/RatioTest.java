package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sockbench.stats.Estimate.Center;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

class RatioTest {
    private static final long SEED = 42;

    private final double[] fast = {8.1, 8.3, 8.2, 8.4, 8.3};
    private final double[] slow = {10.1, 9.9, 10.0, 10.2, 9.8};

    @Test
    void isOneCenterOverTheOther() {
        assertThat(Ratio.of(Center.MEAN, fast, slow, SEED).value()).isCloseTo(0.826, within(1e-9));
        assertThat(Ratio.of(Center.MEDIAN, fast, slow, SEED).value()).isCloseTo(0.83, within(1e-9));
    }

    @Test
    void hasTheExactPOfSeparateGroups() {
        var ratio = Ratio.of(Center.MEAN, fast, slow, SEED);

        assertThat(ratio.p()).isCloseTo(2 / 252.0, within(1e-12));
        assertThat(ratio.smallestP()).isCloseTo(2 / 252.0, within(1e-12));
        assertThat(ratio.excludesOne()).isTrue();
    }

    @Test
    void isTheSameForTheSameSeedOnly() {
        var ratio = Ratio.of(Center.MEAN, fast, slow, SEED);

        assertThat(Ratio.of(Center.MEAN, fast, slow, SEED)).isEqualTo(ratio);
        assertThat(Ratio.of(Center.MEAN, fast, slow, SEED + 1)).isNotEqualTo(ratio);
    }

    @Test
    void claimsNothingFromOneFork() {
        var ratio = Ratio.of(Center.MEAN, new double[] {1}, slow, SEED);

        assertThat(ratio.low()).isZero();
        assertThat(ratio.high()).isInfinite();
        assertThat(ratio.excludesOne()).isFalse();
    }

    @Test
    void isUndefinedWhereSomethingIsZero() {
        var ratio = Ratio.of(Center.MEAN, new double[] {0, 1, 2}, slow, SEED);

        assertThat(ratio.value()).isNaN();
        assertThat(ratio.excludesOne()).isFalse();
        assertThat(ratio.p()).isLessThan(0.05);
    }

    @Test
    void turnsRound() {
        var ratio = Ratio.of(Center.MEAN, fast, slow, SEED);

        assertThat(ratio.inverse().value()).isCloseTo(1 / 0.826, within(1e-9));
        assertThat(ratio.inverse().low()).isEqualTo(1 / ratio.high());
    }

    /// A plain percentile bootstrap covers 81 % with three forks and 89 % with five.
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 10})
    void coversTheTrueRatioAsOftenAsItSays(int forks) {
        var random = new Random(7);
        var experiments = 600;

        var covered =
                IntStream.range(0, experiments)
                        .mapToObj(i ->
                                Ratio.of(
                                        Center.MEAN,
                                        forks(random, forks, 83),
                                        forks(random, forks, 100),
                                        i))
                        .filter(ratio -> ratio.low() <= 0.83 && 0.83 <= ratio.high())
                        .count();

        assertThat((double) covered / experiments).isBetween(0.93, 0.97);
    }

    private static double[] forks(Random random, int count, double mean) {
        return DoubleStream.generate(() -> mean * (1 + 0.05 * random.nextGaussian()))
                .limit(count)
                .toArray();
    }
}
