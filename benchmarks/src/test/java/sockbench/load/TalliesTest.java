package sockbench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import sockbench.load.transport.Sentinel;
import sockbench.results.LoopType;

class TalliesTest {
    @Test
    void tellsWhatSomebodyElseTookFromPollsThatFoundNothing() {
        var tallies = new Tallies(new Sentinel(66));
        tallies.begin();

        tallies.spun(5_000);
        tallies.spun(95_000);
        tallies.stop(System.nanoTime());

        // 5 and 20 µs of its own, 75 µs beyond the longest poll
        assertThat(tallies.result(LoopType.OPEN_POISSON, 1).preempted())
                .isCloseTo(0.75, within(1e-9));
    }

    @Test
    void aGeneratorThatWasNeverIdleHasNoSuchShare() {
        var tallies = new Tallies(new Sentinel(66));
        tallies.begin();
        tallies.stop(System.nanoTime());

        assertThat(tallies.result(LoopType.OPEN_POISSON, 1).preempted()).isNaN();
    }
}
