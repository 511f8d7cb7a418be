package sockbench.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import sockbench.protocol.RequestedWork;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

class RequestMixTest {
    private static final int MANY = 100_000;

    @Test
    void aPlainRequestAsksForNothing() {
        var plain = RequestMix.plain();

        assertThat(plain.next(true)).isZero();
        assertThat(plain.next(false)).isZero();
        assertThat(plain.nextIsLarge()).isFalse();
    }

    /// Otherwise all would be answered at the same moment.
    @Test
    void theFirstRequestOfAConnectionWaitsForARandomPart() {
        var mix = RequestMix.waiting(10_000, 1);
        var first =
                LongStream.generate(() -> RequestedWork.waitNanos(mix.next(true)))
                        .limit(MANY)
                        .summaryStatistics();

        assertThat(first.getAverage()).isCloseTo(5e6, within(1e5));
        assertThat(first.getMin()).isLessThan(10_000);
        assertThat(first.getMax()).isBetween(9_990_000L, 10_000_000L);
        assertThat(RequestedWork.waitNanos(mix.next(false))).isEqualTo(10_000_000);
    }

    @Test
    void everyRequestComputes() {
        var mix = RequestMix.burning(300);

        assertThat(RequestedWork.burnMicros(mix.next(true))).isEqualTo(300);
        assertThat(RequestedWork.waitNanos(mix.next(false))).isZero();
        assertThat(mix.countsOthersOnly()).isFalse();
    }

    @Test
    void oneInAHundredHoldsUpTheOthers() {
        var mix = RequestMix.headOfLine(5_000, 2);
        long burning =
                IntStream.range(0, MANY)
                        .filter(request -> RequestedWork.burnMicros(mix.next(false)) == 5_000)
                        .count();

        assertThat((double) burning / MANY).isCloseTo(0.01, within(0.002));
        assertThat(mix.countsOthersOnly()).isTrue();
    }

    @Test
    void oneInTwentyIsLarge() {
        var mix = RequestMix.mixedSizes(3);
        long large = IntStream.range(0, MANY).filter(request -> mix.nextIsLarge()).count();

        assertThat((double) large / MANY).isCloseTo(0.05, within(0.005));
    }
}
