package sockbench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import sockbench.load.Capacity.Load;
import sockbench.results.Loop;

import java.time.Duration;

class CapacityTest {
    private static final double SATURATION = 80_000;
    private static final Duration STEP = Duration.ofMillis(1);
    private static final Duration BUDGET = Duration.ofMinutes(1);

    @Test
    void findsWhereP99LeavesTheObjective() {
        var result = search(new Queue(), 100_000);

        // p99 = 50 / (1 - rate / saturation) is 1000 at 95 % of saturation
        assertThat(result.perSecond()).isCloseTo(0.95 * SATURATION, within(0.05 * SATURATION));
        assertThat(result.refusedPerSecond() / result.perSecond()).isBetween(1.0, 1.05);
        assertThat(result.generatorLimited()).isFalse();
    }

    @Test
    void findsItFromAGuessThatIsFarTooLow() {
        assertThat(search(new Queue(), 1_000).perSecond())
                .isCloseTo(0.95 * SATURATION, within(0.05 * SATURATION));
    }

    @Test
    void findsItFromAGuessThatIsFarTooHigh() {
        assertThat(search(new Queue(), 3_000_000).perSecond())
                .isCloseTo(0.95 * SATURATION, within(0.05 * SATURATION));
    }

    @Test
    void aSingleHiccupDoesNotDecide() {
        var queue = new Queue();
        queue.hiccupAt = 2;

        assertThat(search(queue, 100_000).perSecond())
                .isCloseTo(0.95 * SATURATION, within(0.05 * SATURATION));
    }

    @Test
    void aGeneratorThatIsLateOnceDoesNotDecide() {
        var queue = new Queue();
        queue.lateAt = 2;

        var result = search(queue, 100_000);

        assertThat(result.perSecond()).isCloseTo(0.95 * SATURATION, within(0.05 * SATURATION));
        assertThat(result.generatorLimited()).isFalse();
    }

    @Test
    void aGeneratorThatIsLateMakesItALowerBound() {
        var queue = new Queue();
        queue.generatorLimit = 30_000;

        var result = search(queue, 100_000);

        assertThat(result.perSecond()).isCloseTo(30_000, within(1_500.0));
        assertThat(result.generatorLimited()).isTrue();
    }

    @Test
    void endsWhenTimeIsUp() {
        var queue = new Queue();

        var result = new Capacity(queue, STEP, Duration.ZERO).search(100_000);

        assertThat(queue.calls).isOne();
        assertThat(result.perSecond()).isCloseTo(2_000, within(1.0));
        assertThat(result.refusedPerSecond()).isInfinite();
        assertThat(result.generatorLimited()).isTrue();
    }

    @Test
    void aServerThatFailsEndsTheSearch() {
        Load broken =
                (rate, length) -> {
                    throw LoadFailure.failed("closed by the server");
                };

        assertThatThrownBy(() -> search(broken, 100_000)).hasMessage("closed by the server");
    }

    private static Capacity.Result search(Load load, double guess) {
        return new Capacity(load, STEP, BUDGET).search(guess);
    }

    /// A server whose response times follow 1 / (1 - utilisation).
    private static final class Queue implements Load {
        private int calls;
        private int hiccupAt = -1;
        private int lateAt = -1;
        private double generatorLimit = Double.POSITIVE_INFINITY;

        @Override
        public LoadResult at(double rate, Duration length) {
            double use = rate / SATURATION;
            if (use > 1.2) {
                calls++;
                throw LoadFailure.overload("slower than offered");
            }
            boolean late = rate > generatorLimit || calls == lateAt;
            double p99 = calls++ == hiccupAt ? 2_000 : use < 1 ? 50 / (1 - use) : 100_000;
            long offered = Math.round(rate);
            return new LoadResult(
                    Loop.OPEN_POISSON,
                    1,
                    1,
                    offered,
                    offered,
                    offered,
                    0,
                    use < 1 ? offered : offered / 2,
                    1_000_000_000,
                    0,
                    0,
                    0,
                    0,
                    0,
                    histogram(late ? 1e6 : p99),
                    histogram(late ? 50 : p99),
                    histogram(late ? 1e6 : 0));
        }

        private static Histogram histogram(double micros) {
            var histogram = new Histogram(60_000_000_000L, 3);
            histogram.recordValue(Math.round(micros * 1e3));
            return histogram;
        }
    }
}
