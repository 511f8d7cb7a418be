package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

class SlopeTest {
    @Test
    void isThatOfTheLine() {
        var slope = Slope.of(List.of(Map.of(0, 1.0, 1, 3.0, 4, 9.0)));

        assertThat(slope.value()).isCloseTo(2, within(1e-12));
    }

    @Test
    void oneForkHasNoInterval() {
        var slope = Slope.of(List.of(Map.of(0, 1.0, 1, 3.0)));

        assertThat(slope.low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(slope.high()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void aForkWithOnePointIsLeftOut() {
        var slope = Slope.of(List.of(Map.of(0, 1.0, 1, 3.0), Map.of(0, 7.0)));

        assertThat(slope.n()).isEqualTo(1);
    }

    /// 95 of 100, also where all points of a fork are off together.
    @Test
    void theIntervalHoldsTheTruth() {
        var random = new Random(7);
        long held =
                IntStream.range(0, 2_000)
                        .filter(run -> {
                            var slope = Slope.of(List.of(fork(random), fork(random), fork(random)));
                            return slope.low() < 3 && 3 < slope.high();
                        })
                        .count();

        assertThat(held / 2_000.0).isBetween(0.93, 0.97);
    }

    @Test
    void oneNumberOfConnectionsHasNone() {
        assertThatThrownBy(() -> Slope.of(List.of(Map.of(1, 1.0))))
                .hasMessage("a fork with at least 2 different x is needed");
    }

    /// A line of slope 3 that is as steep as this fork happens to be, and noise on each point.
    private static Map<Integer, Double> fork(Random random) {
        double own = 3 + 0.2 * random.nextGaussian();
        double height = random.nextGaussian();
        var points = new HashMap<Integer, Double>();
        for (int x = 0; x < 6; x++) {
            points.put(x, height + own * x + 0.5 * random.nextGaussian());
        }
        return points;
    }
}
