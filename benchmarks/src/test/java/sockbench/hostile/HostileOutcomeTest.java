package sockbench.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.hostile.Attack.Deeds;

import java.util.ArrayList;
import java.util.List;

@Timeout(10)
class HostileOutcomeTest {
    private static final Deeds SOME = new Deeds(64, 100);

    @Test
    void twentyPerCentMoreAreKept() {
        assertThat(outcome(1.15, 1.17, 1.16, 1.18).resistance()).isEqualTo(Resistance.KEPT);
    }

    @Test
    void moreIsDegraded() {
        var outcome = outcome(1.5, 1.6, 1.55, 1.52);

        assertThat(outcome.resistance()).isEqualTo(Resistance.DEGRADED);
        assertThat(outcome.ratio())
                .satisfies(ratio -> {
                    assertThat(ratio.value()).isBetween(1.5, 1.6);
                    assertThat(ratio.low()).isBetween(1.4, ratio.value());
                });
    }

    @Test
    void anIntervalAroundTheLimitDecidesNothing() {
        assertThat(outcome(0.8, 1.9, 1.0, 1.6).resistance()).isEqualTo(Resistance.UNDECIDED);
    }

    @Test
    void aGeneratorThatIsLateDecidesNothing() {
        var windows = windows(SOME, true, 1, 1, 1, 1);

        var outcome = HostileOutcome.of("EPOLL", BadPeers.SILENT, windows);

        assertThat(outcome.resistance()).isEqualTo(Resistance.UNDECIDED);
        assertThat(outcome.reason()).contains("generator");
    }

    /// Otherwise a server whose CPU they never get would withstand them.
    @Test
    void badPeersThatNeverConnectedHaveNotBeenWithstood() {
        var windows = windows(Deeds.NONE, false, 1, 1, 1, 1);

        var outcome = HostileOutcome.of("EPOLL", BadPeers.SILENT, windows);

        assertThat(outcome.resistance()).isEqualTo(Resistance.NOT_MEASURED);
    }

    @Test
    void everyWindowIsARow() {
        var csv = HostileCsv.of(List.of(outcome(1.1, 1.1), notMeasured()));

        assertThat(csv.lines()).hasSize(1 + 4 + 1);
        assertThat(csv).contains("EPOLL,SILENT,kept,,0,1,true,1500,50.0,110.0,");
        assertThat(csv).contains("BLOCKING,SILENT,not measured,one at a time");
    }

    private static HostileOutcome notMeasured() {
        return HostileOutcome.notMeasured("BLOCKING", BadPeers.SILENT, "one at a time");
    }

    private static HostileOutcome outcome(double... ratios) {
        return HostileOutcome.of("EPOLL", BadPeers.SILENT, windows(SOME, false, ratios));
    }

    /// @param ratios one for each block, the order of whose windows alternates
    private static List<HostileWindow> windows(Deeds deeds, boolean late, double... ratios) {
        var windows = new ArrayList<HostileWindow>();
        for (int i = 0; i < ratios.length; i++) {
            for (int position = 0; position < 2; position++) {
                boolean hostile = (i + position) % 2 == 1;
                double p99 = hostile ? 100 * ratios[i] : 100;
                windows.add(
                        new HostileWindow(
                                i,
                                position,
                                hostile,
                                1500,
                                50,
                                p99,
                                2 * p99,
                                late,
                                300,
                                hostile ? deeds : Deeds.NONE));
            }
        }
        return windows;
    }
}
