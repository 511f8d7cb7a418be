package sockbench.findings;

import static org.assertj.core.api.Assertions.assertThat;

import static sockbench.findings.SmallRun.EPOLL;
import static sockbench.findings.SmallRun.NETTY;
import static sockbench.findings.SmallRun.REACTOR;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.Metric;
import sockbench.results.WindowField;
import sockbench.stats.Ranks.RankInterval;

import java.io.IOException;
import java.nio.file.Path;

class ComparisonsTest {
    private static final double[] CHEAP = {8.1, 8.3, 8.2, 8.25};
    private static final double[] DEAR = {10.1, 9.9, 10.0, 10.05};

    @TempDir Path results;

    @Test
    void ranksModelsAndSaysHowTheyDifferFromOneFamily() throws IOException {
        var table = table(run(4).measured(EPOLL, CHEAP).measured(NETTY, DEAR));

        assertThat(table.rank("EPOLL")).hasValue(new RankInterval("EPOLL", 1, 1));
        assertThat(table.rank("NETTY_EPOLL")).hasValue(new RankInterval("NETTY_EPOLL", 2, 2));
        assertThat(table.tooFewForks()).isEmpty();
        assertThat(table.counterparts()).isEqualTo(table.ranks().comparisons());
        assertThat(table.sentence(table.counterparts().getFirst()))
                .startsWith(
                        "EPOLL needs 0.820 × the server CPU per request of NETTY_EPOLL (95 % 0.8")
                .endsWith("p < 0.001, n = 4 and 4)");
    }

    @Test
    void ranksTheReferenceByItsOwnCell() throws IOException {
        var table = table(run(4).measured(EPOLL, CHEAP).measured(REACTOR, DEAR));

        assertThat(table.rank("REACTOR")).hasValue(new RankInterval("REACTOR", 2, 2));
        assertThat(table.isControlBroken()).isFalse();
        assertThat(table.control())
                .isNotNull()
                .satisfies(aa -> assertThat(aa.relativeHalfWidth()).isBetween(0.005, 0.03));
    }

    @Test
    void saysThatAReferenceThatDiffersFromItselfPutsAllInDoubt() throws IOException {
        var table = table(run(4).measured(EPOLL, CHEAP).measured(REACTOR, 10.5, 10.6, 10.4, 10.5));

        assertThat(table.isControlBroken()).isTrue();
    }

    @Test
    void hasNoControlWhereTheReferenceWasNotMeasured() throws IOException {
        var table = table(run(4).measured(EPOLL, CHEAP).measured(NETTY, DEAR));

        assertThat(table.control()).isNull();
    }

    @Test
    void ranksOnlyValidNumbers() throws IOException {
        var run =
                run(4).measured(EPOLL, CHEAP)
                        .measured(NETTY, DEAR)
                        .measured(SmallRun.cell("SELECT"), 1, 1);

        assertThat(table(run).rank("SELECT")).isEmpty();
    }

    @Test
    void doesNotRankServersThatSpinAtAFixedRate() throws IOException {
        var run =
                run(4).measured(SmallRun.open("EPOLL", 2e4), CHEAP)
                        .measured(SmallRun.open("NETTY_EPOLL", 2e4), DEAR)
                        .measured(SmallRun.open("IO_URING_SQPOLL", 2e4), 49, 49, 49, 49)
                        .read();
        var comparisons = Comparisons.of(run.plan(), Findings.of(run));
        var like = SmallRun.open("", 2e4);

        assertThat(comparisons.table(like, Metric.SERVER_CPU).orElseThrow().ranks().entries())
                .extracting(RankInterval::name)
                .containsExactly("EPOLL", "NETTY_EPOLL");
        assertThat(comparisons.table(like, Metric.RESPONSE_P50).orElseThrow().ranks().entries())
                .hasSize(3);
    }

    /// By its own CPU EPOLL is cheaper, but it lets the generator pay.
    @Test
    void saysWhereTheOrderByTotalCpuDiffers() throws IOException {
        var run = run(4).measured(NETTY, DEAR).plan(EPOLL);
        for (double cpu : CHEAP) {
            run.fork(
                    new SmallFork(EPOLL, cpu)
                            .with(WindowField.GENERATOR_CPU_NS, 9e3 * SmallFork.REQUESTS));
        }
        var read = run.read();
        var comparisons = Comparisons.of(read.plan(), Findings.of(read));

        var server = comparisons.table(EPOLL, Metric.SERVER_CPU).orElseThrow();
        var total = comparisons.table(EPOLL, Metric.TOTAL_CPU).orElseThrow();

        assertThat(server.reversedIn(total))
                .singleElement()
                .matches(pair -> pair.left().equals("EPOLL"));
        assertThat(server.reversedIn(server)).isEmpty();
    }

    @Test
    void ranksNobodyByWhatIsNeitherBetterNorWorse() throws IOException {
        var run = run(4).measured(EPOLL, CHEAP).measured(NETTY, DEAR).read();

        assertThat(Comparisons.of(run.plan(), Findings.of(run)).table(EPOLL, Metric.CLIENT_CPU))
                .isEmpty();
    }

    @Test
    void neverShowsALatencyWithoutItsLoop() throws IOException {
        var run = run(4).measured(EPOLL, CHEAP).measured(NETTY, DEAR).read();
        var table =
                Comparisons.of(run.plan(), Findings.of(run))
                        .table(EPOLL, Metric.RESPONSE_P99)
                        .orElseThrow();

        assertThat(table.sentence(table.counterparts().getFirst())).contains("(closed loop)");
    }

    @Test
    void flagsARunThatDriftsAndNotOneThatDoesNot() throws IOException {
        var rising = run(6).measured(EPOLL, 10, 10.1, 10.2, 10.3, 10.4, 10.5).read();
        var level =
                new SmallRun(results, "level", 6)
                        .measured(EPOLL, 10.2, 10.1, 10.5, 10, 10.4, 10.3)
                        .read();

        assertThat(OrderEffects.of(rising).getFirst().drift().isFlagged()).isTrue();
        assertThat(OrderEffects.of(rising).getFirst().sentence())
                .startsWith(
                        "Server CPU per request × reference, over the run: values drifted by +5.0"
                                + " %");
        assertThat(OrderEffects.of(level).getFirst().drift().isFlagged()).isFalse();
    }

    private SmallRun run(int rounds) {
        return new SmallRun(results, "a-run", rounds);
    }

    private static ComparisonTable table(SmallRun small) throws IOException {
        var run = small.read();
        return Comparisons.of(run.plan(), Findings.of(run))
                .table(EPOLL, Metric.SERVER_CPU)
                .orElseThrow();
    }
}
