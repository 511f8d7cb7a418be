package sockbench.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import static sockbench.evidence.SmallRun.EPOLL;
import static sockbench.evidence.SmallRun.NETTY;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.Metric;

import java.io.IOException;
import java.nio.file.Path;

class ComparisonsTest {
    private static final double[] CHEAP = {8.1, 8.3, 8.2, 8.4, 8.35, 8.25};
    private static final double[] DEAR = {10.1, 9.9, 10.0, 10.2, 9.8, 10.15};

    @TempDir Path results;

    @Test
    void ranksModelsAndSaysHowTheyDiffer() throws IOException {
        var table = table(run(6).measured(EPOLL, CHEAP).measured(NETTY, DEAR));

        assertThat(table.rank("EPOLL")).hasValue(1);
        assertThat(table.rank("NETTY_EPOLL")).hasValue(2);
        assertThat(table.tooFewForks()).isEmpty();
        assertThat(table.sentence(table.counterparts().getFirst()))
                .startsWith(
                        "EPOLL needs 0.82 × the server CPU per request of NETTY_EPOLL (95 % 0.8")
                .endsWith("p = 0.0022, n = 6 and 6)");
    }

    @Test
    void ranksOnlyValidNumbers() throws IOException {
        var run =
                run(6).measured(EPOLL, CHEAP)
                        .measured(NETTY, DEAR)
                        .measured(SmallRun.cell("SELECT"), 1, 2, 3, 4, 5, 6);

        assertThat(table(run).rank("SELECT")).isEmpty();
    }

    @Test
    void saysThatThreeForksCannotRank() throws IOException {
        var table = table(run(3).measured(EPOLL, 8, 8.1, 8.2).measured(NETTY, 10, 10.1, 10.2));

        assertThat(table.rank("NETTY_EPOLL")).hasValue(1);
        assertThat(table.tooFewForks())
                .isEqualTo("n too small to rank 2 models: 3 forks, 4 are needed");
    }

    @Test
    void measuresTheNoiseFloorWithTheModelThatEnteredTwice() throws IOException {
        var table =
                table(
                        run(6).measured(EPOLL, CHEAP)
                                .measured(NETTY, DEAR)
                                .measured(EPOLL.again(), 9.9, 10.1, 10.2, 10.3, 9.8, 10.0));

        assertThat(table.floor().high()).isGreaterThan(1.2);
        assertThat(table.rank("NETTY_EPOLL")).hasValue(1);
        assertThat(table.rank("EPOLL_AGAIN")).isEmpty();
        assertThat(table.sentence(table.counterparts().getFirst()))
                .startsWith("No difference beyond noise");
    }

    @Test
    void neverShowsALatencyWithoutItsLoop() throws IOException {
        var run = run(6).measured(EPOLL, CHEAP).measured(NETTY, DEAR).read();
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

        assertThat(Order.of(rising).getFirst().drift().isFlagged()).isTrue();
        assertThat(Order.of(rising).getFirst().sentence())
                .startsWith("Server CPU per request, over the run: values drifted by +5.0 %");
        assertThat(Order.of(level).getFirst().drift().isFlagged()).isFalse();
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
