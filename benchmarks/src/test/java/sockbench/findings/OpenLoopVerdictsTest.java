package sockbench.findings;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.Cell;
import sockbench.results.LatencyKind;
import sockbench.results.Metric;
import sockbench.results.Verdict;
import sockbench.results.WindowField;
import sockbench.stats.Estimate;
import sockbench.stats.Ratio;
import sockbench.verdict.SpinningServers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// What numbers of an open loop are worth.
class OpenLoopVerdictsTest {
    private static final int ROUNDS = 4;
    private static final Cell OPEN = SmallRun.open("EPOLL", 20_000);

    @TempDir Path results;

    private SmallRun run;

    @BeforeEach
    void start() {
        run = new SmallRun(results, "a-run", ROUNDS);
    }

    @Test
    void aMissedScheduleSpoilsThePercentileThatShowsItAndNotItsNeighbours() throws IOException {
        open(fork -> fork.latencies(LatencyKind.SERVICE, 40, 9, 10_000));

        assertVerdict(
                OPEN,
                Metric.RESPONSE_P99,
                Verdict.GENERATOR_LIMITED,
                "10 % of it is the generator's lateness, limit is 5 %");
        assertThat(find(OPEN, Metric.RESPONSE_P50).verdict()).isEqualTo(Verdict.VALID);
        assertThat(find(OPEN, Metric.SERVER_CPU).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void aTailIsKnownWithoutPreemptedWindowsToo() throws IOException {
        open(fork ->
                fork.with(WindowField.GENERATOR_LONGEST_GAP_NS, 1.1e6)
                        .with(WindowField.RESPONSE_P99_US, 9_000)
                        .upTo(5)
                        .latencies(LatencyKind.UNPREEMPTED, 40, 10, 7_500)
                        .latencies(LatencyKind.UNPREEMPTED_SERVICE, 40, 9.9, 7_500));

        assertThat(find(OPEN, Metric.UNPREEMPTED_P99).verdict()).isEqualTo(Verdict.VALID);
        assertThat(find(OPEN, Metric.PREEMPTED_WINDOWS).estimate())
                .extracting(Estimate::value)
                .isEqualTo(0.25);
        assertThat(find(OPEN, Metric.UNPREEMPTED_P99).estimate())
                .extracting(Estimate::value, as(InstanceOfAssertFactories.DOUBLE))
                .isCloseTo(400, within(1.0));
        assertThat(find(OPEN, Metric.UNPREEMPTED_P99).ratio())
                .extracting(Ratio::value, as(InstanceOfAssertFactories.DOUBLE))
                .isCloseTo(0.8, within(1e-9));
    }

    @Test
    void aMissedScheduleSpoilsATailWithoutPreemptedWindows() throws IOException {
        open(fork ->
                fork.latencies(LatencyKind.UNPREEMPTED, 40, 10, 10_000)
                        .latencies(LatencyKind.UNPREEMPTED_SERVICE, 40, 9.3, 10_000));

        assertVerdict(
                OPEN,
                Metric.UNPREEMPTED_P99,
                Verdict.GENERATOR_LIMITED,
                "7 % of it is the generator's lateness, limit is 5 %");
        assertThat(find(OPEN, Metric.RESPONSE_P99).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void seesAGeneratorThatSendsLess() throws IOException {
        open(fork -> fork.with(WindowField.OFFERED, SmallFork.REQUESTS * 1.02));

        assertVerdict(
                OPEN,
                Metric.RESPONSE_P50,
                Verdict.GENERATOR_LIMITED,
                "98.0 % of the offered rate was sent, limit is 99 %");
        assertThat(find(OPEN, Metric.SERVER_CPU).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void callsWhatWasNotCompletedAnOverload() throws IOException {
        open(fork -> fork.with(WindowField.COMPLETED, 0.98 * SmallFork.REQUESTS));

        assertVerdict(
                OPEN,
                Metric.RESPONSE_P50,
                Verdict.OVERLOAD,
                "completed 98.0 % of what was due, limit is 99 %");
    }

    @Test
    void seesABusyGeneratorBesideAnIdleServer() throws IOException {
        open(fork ->
                fork.with(WindowField.GENERATOR_CPU_NS, 0.95 * SmallFork.REQUESTS / 20_000 * 1e9));

        assertVerdict(
                OPEN,
                Metric.RESPONSE_P50,
                Verdict.GENERATOR_LIMITED,
                "generator 95 % busy, server 16 %");
    }

    @Test
    void saysThatAServerThatSpinsCostsOneOverTheRate() throws IOException {
        var polling = SmallRun.open("POLLING", 20_000);
        run.measured(polling, 49, 49, 49, 49);

        assertVerdict(polling, Metric.SERVER_CPU, Verdict.VALID, SpinningServers.REMARK);
        assertThat(find(polling, Metric.RESPONSE_P50).reason()).isEmpty();
    }

    /// As in runs that were made before it was kept.
    @Test
    void believesNoTailWhoseLatenessIsNotOnRecord() throws IOException {
        open(fork -> fork.latencies(LatencyKind.UNPREEMPTED, 40, 10, 10_000));

        assertVerdict(
                OPEN,
                Metric.UNPREEMPTED_P99,
                Verdict.GENERATOR_LIMITED,
                "how late the generator was is not on record");
    }

    private void open(UnaryOperator<SmallFork> change) throws IOException {
        run.plan(OPEN);
        for (int fork = 0; fork < ROUNDS; fork++) {
            run.fork(change.apply(new SmallFork(OPEN, 8)));
        }
    }

    private void assertVerdict(Cell cell, Metric metric, Verdict verdict, String reason)
            throws IOException {
        var finding = find(cell, metric);

        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.reason()).isEqualTo(reason);
    }

    private Finding find(Cell cell, Metric metric) throws IOException {
        return Findings.of(run.read()).stream()
                .filter(finding -> finding.cell().equals(cell) && finding.metric() == metric)
                .findFirst()
                .orElseThrow();
    }
}
