package sockbench.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class CrowdOrderTest {
    private static final int COUNT = 50_000;

    @Test
    void everyConnectionHasOneSlot() {
        int busy = (int) thoseThatMayBeBusy().count();
        var numbers =
                IntStream.concat(
                        IntStream.range(0, busy).map(CrowdOrder.FEW_BUSY::busyNumber),
                        IntStream.range(0, COUNT - busy).map(CrowdOrder.FEW_BUSY::silentNumber));

        assertThat(numbers.sorted()).containsExactlyElementsOf(range(COUNT));
    }

    @Test
    void slotsOfTheFirstRingAreThoseThatMayBeBusy() {
        int busy = (int) thoseThatMayBeBusy().count();

        assertThat(thoseThatMayBeBusy())
                .containsExactlyElementsOf(
                        IntStream.range(0, busy)
                                .map(CrowdOrder.FEW_BUSY::busyNumber)
                                .boxed()
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 1_000, 7_000, 12_000, 16_000, 50_000})
    void busyConnectionsStandEvenlyAmongAll(int count) {
        for (int busy : new int[] {64, count / 100, count / 10}) {
            int[] numbers =
                    Arrays.stream(CrowdOrder.FEW_BUSY.spread(busy, count))
                            .map(CrowdOrder.FEW_BUSY::busyNumber)
                            .toArray();

            assertThat(numbers).doesNotHaveDuplicates().hasSize(busy);
            for (int i = 0; i < busy; i++) {
                assertThat(numbers[i])
                        .isBetween((int) ((long) i * count / busy) - 9, (i + 1) * count / busy);
            }
        }
    }

    /// Also where one in ten is fewer than shall be busy.
    @Test
    void aBusyConnectionIsBusyOnce() {
        for (int count = 64; count <= 1_000; count++) {
            int[] numbers =
                    Arrays.stream(CrowdOrder.FEW_BUSY.spread(64, count))
                            .map(CrowdOrder.FEW_BUSY::busyNumber)
                            .toArray();

            assertThat(numbers).as("%d connections", count).doesNotHaveDuplicates();
            assertThat(numbers[63]).isLessThan(count);
        }
    }

    private static IntStream thoseThatMayBeBusy() {
        return IntStream.range(0, COUNT).filter(CrowdOrder.FEW_BUSY::mayBeBusy);
    }

    private static Iterable<Integer> range(int end) {
        return Stream.iterate(0, i -> i < end, i -> i + 1).toList();
    }
}
