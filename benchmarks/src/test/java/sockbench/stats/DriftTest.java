package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import sockbench.stats.Drift.Observation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class DriftTest {
    private static final int ROUNDS = 5;
    private static final int CELLS = 12;

    /// J. Little, "A Mann-Kendall Example (By Hand)", College of the Holy Cross: S = 54, Z =
    /// 2.9058, one-sided p = 0.0018.
    @Test
    void agreesWithAnExampleDoneByHand() {
        var series =
                series(
                        12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3,
                        20.1, 21.7);

        assertThat(Drift.of(List.of(series)).p()).isCloseTo(2 * 0.0018, within(0.0001));
        assertThat(Drift.of(List.of(series)).pairs()).isEqualTo(91);
    }

    /// The same data as two seasons has twice the sum and twice the variance.
    @Test
    void addsUpOverCells() {
        var rising = series(1, 2, 3, 4, 5);

        assertThat(Drift.of(List.of(rising)).p()).isCloseTo(0.027, within(0.001));
        assertThat(Drift.of(List.of(rising, rising)).p()).isCloseTo(0.0010, within(0.0001));
    }

    @Test
    void flagsALinearDriftOfFivePercentAndSaysHowLargeItIs() {
        var drift = Drift.of(run(new Random(1), 0.05));

        assertThat(drift.isFlagged()).isTrue();
        assertThat(drift.change()).isCloseTo(0.05, within(0.015));
        assertThat(drift.sentence()).startsWith("values drifted by +").contains("p < 0.001");
    }

    @Test
    void flagsAtMostOneInTwentyRunsWithoutDrift() {
        var random = new Random(2);

        var flagged = IntStream.range(0, 1000).filter(i -> Drift.of(run(random, 0)).isFlagged());

        assertThat(flagged.count()).isBetween(10L, 50L);
    }

    @Test
    void isNotConfusedByCellsThatDiffer() {
        var drift = Drift.of(List.of(series(1, 1.01, 0.99), series(100, 99, 101)));

        assertThat(drift.isFlagged()).isFalse();
    }

    @Test
    void saysSoWhenThereIsNothingToTest() {
        var drift = Drift.of(List.of(series(1)));

        assertThat(drift.isFlagged()).isFalse();
        assertThat(drift.sentence()).contains("not tested");
    }

    /// Every cell once a round in random order, 1 % noise, and a drift from start to end.
    private static List<List<Observation>> run(Random random, double change) {
        var cells =
                IntStream.range(0, CELLS).mapToObj(cell -> new ArrayList<Observation>()).toList();
        for (int round = 0; round < ROUNDS; round++) {
            var order = new ArrayList<>(IntStream.range(0, CELLS).boxed().toList());
            Collections.shuffle(order, random);
            for (int i = 0; i < CELLS; i++) {
                var position = round * CELLS + i;
                var drift = 1 + change * position / (ROUNDS * CELLS - 1);
                var level = 10 + order.get(i);
                cells.get(order.get(i))
                        .add(
                                new Observation(
                                        position,
                                        level * drift * (1 + 0.01 * random.nextGaussian())));
            }
        }
        return List.copyOf(cells);
    }

    private static List<Observation> series(double... values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> new Observation(i, values[i]))
                .toList();
    }
}
