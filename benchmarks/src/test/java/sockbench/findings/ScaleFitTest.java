package sockbench.findings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import sockbench.findings.ScaleFit.Counted;
import sockbench.models.Models;
import sockbench.models.ThreadLaw;
import sockbench.stats.Slope;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A wrong claim is found, and a right one is not called wrong.
class ScaleFitTest {
    private static final ThreadLaw GROUPS_OF_63 = Models.EVENT_SELECT.threadLaw();
    private static final ThreadLaw ONE_EACH = Models.THREAD_PER_CONNECTION.threadLaw();
    private static final ThreadLaw ONE_FOR_EACH_CPU = Models.EPOLL.threadLaw();
    private static final ThreadLaw ABOUT_A_THOUSAND = Models.SELECT.threadLaw();

    private static final Slope DECIDED_FLAT = new Slope(1e-6, -1e-6, 3e-6, 3);
    private static final Slope DECIDED_STEEP = new Slope(1e-3, 0.8e-3, 1.2e-3, 3);
    private static final Slope UNDECIDED = new Slope(0.5e-3, -0.5e-3, 1.5e-3, 2);

    @Test
    void aLawIsWrittenAsItCounts() {
        assertThat(Stream.of(GROUPS_OF_63, ONE_EACH, ONE_FOR_EACH_CPU, ABOUT_A_THOUSAND))
                .extracting(ThreadLaw::toString)
                .containsExactly("1 + ⌈n / 63⌉", "1 + n", "c", "max(c, ⌈n / ~1000⌉)");
        assertThat(GROUPS_OF_63.threads(64, 1)).isEqualTo(3);
        assertThat(ONE_EACH.threads(64, 1)).isEqualTo(65);
        assertThat(ONE_FOR_EACH_CPU.threads(64, 4)).isEqualTo(4);
        assertThat(ABOUT_A_THOUSAND.threads(50_000, 1)).isEqualTo(50);
        assertThat(ABOUT_A_THOUSAND.threads(64, 4)).isEqualTo(4);
    }

    @Test
    void theRightLawHolds() {
        for (var law : List.of(GROUPS_OF_63, ONE_EACH, ONE_FOR_EACH_CPU, ABOUT_A_THOUSAND)) {
            assertThat(counted(law).against(law, 1)).isEmpty();
        }
    }

    @Test
    void aLawOfAnotherShapeIsFound() {
        assertThat(counted(GROUPS_OF_63).against(ONE_FOR_EACH_CPU, 1)).hasSize(3);
        assertThat(counted(GROUPS_OF_63).against(ONE_EACH, 1)).hasSize(3);
        assertThat(counted(ONE_FOR_EACH_CPU).against(GROUPS_OF_63, 1)).hasSize(3);
    }

    @Test
    void oneConnectionMoreInAGroupIsFound() {
        assertThat(counted(GROUPS_OF_63).against(new ThreadLaw(1, 0, 64, 0), 1))
                .hasSize(2)
                .contains("3 threads for 64 connections, 1 + ⌈n / 64⌉ says 2");
    }

    @Test
    void whatHoldsAboutMayBeOffByOne() {
        assertThat(fit(new Counted(16_000, 17)).against(ABOUT_A_THOUSAND, 1)).isEmpty();
        assertThat(fit(new Counted(16_000, 18)).against(ABOUT_A_THOUSAND, 1)).hasSize(1);
        assertThat(fit(new Counted(16_000, 2)).against(ONE_FOR_EACH_CPU, 1)).hasSize(1);
    }

    @Test
    void aWrongClaimAboutSilentConnectionsIsFound() {
        assertThat(new ScaleFit(List.of(), DECIDED_STEEP).against(false)).hasSize(1);
        assertThat(new ScaleFit(List.of(), DECIDED_STEEP).against(true)).isEmpty();
        assertThat(new ScaleFit(List.of(), DECIDED_FLAT).against(true)).hasSize(1);
        assertThat(new ScaleFit(List.of(), DECIDED_FLAT).against(false)).isEmpty();
    }

    @Test
    void aWideIntervalSaysNothing() {
        var fit = new ScaleFit(List.of(), UNDECIDED);

        assertThat(fit.decidesCost()).isFalse();
        assertThat(fit.against(false)).isEmpty();
        assertThat(fit.against(true)).isEmpty();
    }

    /// What a model that keeps a law would be seen to have.
    private static ScaleFit counted(ThreadLaw law) {
        return fit(
                IntStream.of(64, 1_000, 7_000)
                        .mapToObj(connections ->
                                new Counted(connections, law.threads(connections, 1)))
                        .toArray(Counted[]::new));
    }

    private static ScaleFit fit(Counted... points) {
        return new ScaleFit(List.of(points), null);
    }
}
