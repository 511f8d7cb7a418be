package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.stream.IntStream;

class ChangePointTest {
    private static final double NOISE = 0.03;

    @Test
    void findsWhereAndByHowMuchTheCostRose() {
        var change = ChangePoint.in(series(new Random(1), 40, 25, 1.08));

        assertThat(change.at()).isBetween(22, 28);
        assertThat(change.shift()).isCloseTo(0.08, within(0.03));
        assertThat(change.isFound(0.01, 0.03)).isTrue();
        assertThat(change.isFound(0.01, 0.2)).isFalse();
    }

    @Test
    void findsAFallToo() {
        assertThat(ChangePoint.in(series(new Random(2), 40, 20, 0.9)).shift()).isNegative();
    }

    @Test
    void seldomFindsAChangeWhereThereIsNone() {
        var random = new Random(3);
        var found =
                IntStream.range(0, 1000)
                        .mapToObj(i -> ChangePoint.in(series(random, 40, 0, 1)))
                        .filter(change -> change.p() <= 0.05)
                        .count();

        assertThat(found).isBetween(10L, 60L);
    }

    @Test
    void findsMostRecompilationsThatCostEightPercent() {
        var random = new Random(4);
        var found =
                IntStream.range(0, 1000)
                        .mapToObj(i -> ChangePoint.in(series(random, 40, 20, 1.08)))
                        .filter(change -> change.isFound(0.01, 0.03))
                        .count();

        assertThat(found).isGreaterThan(990);
    }

    @Test
    void isNotMovedByOneOutlier() {
        var level = series(new Random(5), 40, 0, 1);
        level[20] = 5;

        assertThat(ChangePoint.in(level).isFound(0.05, 0)).isFalse();
    }

    @Test
    void hasNothingToSayOfAFewBlocks() {
        assertThat(ChangePoint.in(0, 1, 2)).isEqualTo(new ChangePoint(0, 1, 0));
        assertThat(ChangePoint.in(1, 1, 1, 1, 1, 1).isFound(0.99, 0)).isFalse();
    }

    /// Logarithms that rise at `at`.
    private static double[] series(Random random, int length, int at, double factor) {
        return IntStream.range(0, length)
                .mapToDouble(i -> NOISE * random.nextGaussian() + (i >= at ? Math.log(factor) : 0))
                .toArray();
    }
}
