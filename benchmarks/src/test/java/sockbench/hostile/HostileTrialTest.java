package sockbench.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.api.IoModel;
import sockbench.broken.DeafBesideACrowd;
import sockbench.broken.Dies;
import sockbench.broken.SlowBesideACrowd;
import sockbench.host.CpuSplit;
import sockbench.hostile.Attack.Deeds;

import java.io.IOException;
import java.time.Duration;

/// Servers that let good peers pay for bad ones are found out, with real processes and sockets.
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileTrialTest {
    private static final HostilePlan PLAN =
            new HostilePlan(2, Duration.ofSeconds(1), 32, 40, 1, CpuSplit.here());

    @Test
    void aServerThatIsSlowBesideACrowdIsSeenToBe() throws IOException {
        var outcome = beside(BadPeers.SILENT, SlowBesideACrowd.class);

        assertThat(outcome.windows())
                .filteredOn(HostileWindow::isHostile)
                .isNotEmpty()
                .allSatisfy(window -> {
                    assertThat(window.deeds())
                            .isEqualTo(new Deeds(BadPeers.SILENT.connections(), 0));
                    assertThat(window.p99Micros()).isGreaterThan(300_000);
                });
        assertThat(outcome.resistance()).as(outcome.toString()).isNotEqualTo(Resistance.KEPT);
    }

    @Test
    void aServerThatAnswersNobodyBesideACrowdIsBroken() throws IOException {
        var outcome = beside(BadPeers.SILENT, DeafBesideACrowd.class);

        assertThat(outcome.resistance()).as(outcome.toString()).isEqualTo(Resistance.BROKEN);
        assertThat(outcome.reason()).containsAnyOf("no answer", "not served");
    }

    @Test
    void aServerThatDiesIsBroken() throws IOException {
        assertThat(beside(BadPeers.NOBODY, Dies.class).resistance()).isEqualTo(Resistance.BROKEN);
    }

    /// At normal priority: whoever else uses this machine must not keep the bad ones away.
    private static HostileOutcome beside(BadPeers kind, Class<? extends IoModel> broken)
            throws IOException {
        return HostileTrial.run(PLAN, kind, broken.getName(), true);
    }
}
