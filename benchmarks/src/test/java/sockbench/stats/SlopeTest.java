package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import sockbench.stats.Slope.Point;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class SlopeTest {
    @Test
    void isThatOfTheLine() {
        var slope =
                Slope.of(List.of(new Point(0, 1, 0.1), new Point(1, 3, 0.1), new Point(4, 9, 0.1)));

        assertThat(slope.value()).isCloseTo(2, within(1e-12));
    }

    @Test
    void aPointThatIsLessSureCountsLess() {
        var slope =
                Slope.of(
                        List.of(
                                new Point(0, 0, 0.01),
                                new Point(1, 1, 0.01),
                                new Point(2, 9, 100)));

        assertThat(slope.value()).isCloseTo(1, within(1e-3));
    }

    /// 95 of 100, over many lines with errors as they are said to be.
    @Test
    void theIntervalHoldsTheTruth() {
        var random = new Random(7);
        long held =
                IntStream.range(0, 2_000)
                        .filter(line -> {
                            var points =
                                    IntStream.range(0, 6)
                                            .mapToObj(x ->
                                                    new Point(
                                                            x,
                                                            3 * x + 0.5 * random.nextGaussian(),
                                                            0.5))
                                            .toList();
                            var slope = Slope.of(points);
                            return slope.low() < 3 && 3 < slope.high();
                        })
                        .count();

        assertThat(held / 2_000.0).isBetween(0.93, 0.97);
    }

    @Test
    void oneNumberOfConnectionsHasNone() {
        assertThatThrownBy(() -> Slope.of(List.of(new Point(1, 1, 1), new Point(1, 2, 1))))
                .hasMessage("at least 2 different x are needed");
    }
}
