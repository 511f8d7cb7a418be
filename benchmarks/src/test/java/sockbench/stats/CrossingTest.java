package sockbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import sockbench.stats.Crossing.CrossingKind;
import sockbench.stats.Crossing.RateLatency;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class CrossingTest {
    @Test
    void liesOnALineInLogarithms() {
        var crossing = Crossing.of(points(100, 1, 400, 16), 4);

        assertThat(crossing.kind()).isEqualTo(CrossingKind.CROSSED);
        assertThat(crossing.rate()).isCloseTo(200, within(1e-9));
    }

    @Test
    void isALowerBoundWhereNoRateBrokeTheObjective() {
        assertThat(Crossing.of(points(100, 1, 200, 2), 4))
                .isEqualTo(new Crossing(200, CrossingKind.NOT_REACHED));
    }

    @Test
    void isAnUpperBoundWhereEveryRateBrokeIt() {
        assertThat(Crossing.of(points(100, 5, 200, 9), 4))
                .isEqualTo(new Crossing(100, CrossingKind.ABOVE_THROUGHOUT));
    }

    /// 8 at 200 is an accident: together with 2 at 300 it comes to 4.
    @Test
    void replacesNeighboursThatFallByTheirMean() {
        var crossing = Crossing.of(points(100, 1, 200, 8, 300, 2, 600, 64), 5);

        assertThat(crossing.rate()).isBetween(300.0, 600.0);
    }

    @Test
    void oneAccidentAmongThreeAttemptsDoesNotCount() {
        var points = points(100, 1, 100, 1, 200, 1, 200, 99, 200, 1, 300, 1, 400, 100);

        assertThat(Crossing.of(points, 5).rate()).isBetween(300.0, 400.0);
    }

    @Test
    void endsBelowARateThatWasGivenUp() {
        assertThat(Crossing.of(points(100, 1, 200, Double.POSITIVE_INFINITY), 4).rate())
                .isEqualTo(100);
    }

    @Test
    void isUnbiasedWithNoise() {
        var random = new Random(1);
        double sum = 0;
        for (int fork = 0; fork < 500; fork++) {
            var points = new ArrayList<RateLatency>();
            for (double rate = 100; rate < 1000; rate *= 1.1) {
                // A queue that crosses 5 at 800, with 10 % noise.
                var p99 = 1 / (1 - rate / 1000) * Math.exp(0.1 * random.nextGaussian());
                points.add(new RateLatency(rate, p99));
            }
            sum += Crossing.of(points, 5).rate();
        }

        assertThat(sum / 500).isCloseTo(800, within(10.0));
    }

    @Test
    void needsARate() {
        assertThatThrownBy(() -> Crossing.of(List.of(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("were 0");
    }

    private static List<RateLatency> points(double... ratesAndLatencies) {
        var points = new ArrayList<RateLatency>();
        for (int i = 0; i < ratesAndLatencies.length; i += 2) {
            points.add(new RateLatency(ratesAndLatencies[i], ratesAndLatencies[i + 1]));
        }
        return points;
    }
}
