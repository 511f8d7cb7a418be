package sockbench.findings;

import static org.assertj.core.api.Assertions.assertThat;

import static sockbench.findings.SmallRun.EPOLL;
import static sockbench.findings.SmallRun.NETTY;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Verdict;
import sockbench.results.WindowField;
import sockbench.verdict.Ceiling;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// The rules that decide what a number is worth.
class VerdictsTest {
    private static final int ROUNDS = 4;

    private static final Cell CHURN =
            new Cell(Question.CHURN_10, "EPOLL", 64, 64, LoopType.CLOSED, 0, 0);

    @TempDir Path results;

    private SmallRun run;

    @BeforeEach
    void start() {
        run = new SmallRun(results, "a-run", ROUNDS);
    }

    @Test
    void aForkThatDidNotEndFailsTheCell() throws IOException {
        run.measured(EPOLL, 8, 8).plan(NETTY);

        assertVerdict(
                EPOLL, Metric.SERVER_CPU, Verdict.FAILED, "2 of 4 forks did not run to their end");
        assertThat(find(NETTY, Metric.REQUESTS_PER_SECOND).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void aRunThatStoppedOfItselfOwesNoForks() throws IOException {
        run.measured(EPOLL, 8, 8, 8).stopped("every half-width is below 2 %");

        assertThat(find(EPOLL, Metric.SERVER_CPU).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void aMinorityOfForksThatNeverSettledIsARemark() throws IOException {
        run.measured(EPOLL, 8, 8, 8).ended(EPOLL, Verdict.NOT_STEADY, "still compiling");

        assertVerdict(EPOLL, Metric.SERVER_CPU, Verdict.VALID, "1 of 4 forks: still compiling");
    }

    @Test
    void halfOfThemDecide() throws IOException {
        run.measured(EPOLL, 8, 8)
                .ended(EPOLL, Verdict.NOT_STEADY, "still compiling")
                .ended(EPOLL, Verdict.NOT_STEADY, "still compiling");

        assertThat(find(EPOLL, Metric.SERVER_CPU).verdict()).isEqualTo(Verdict.NOT_STEADY);
    }

    @Test
    void saysWhyACellIsUnavailable() throws IOException {
        run.plan(EPOLL, "no io_uring");

        assertVerdict(EPOLL, Metric.REQUESTS_PER_SECOND, Verdict.UNAVAILABLE, "no io_uring");
    }

    @Test
    void seesARequestThatWasLost() throws IOException {
        measured(fork -> fork.with(WindowField.SENT, SmallFork.REQUESTS + 1));

        assertVerdict(
                EPOLL,
                Metric.SERVER_CPU,
                Verdict.INCONSISTENT,
                "fork 1: 10020 sent, 10000 answered, 0 outstanding");
    }

    @Test
    void seesAServerThatCountsOtherwise() throws IOException {
        measured(fork -> fork.with(Metric.SERVER_REQUESTS, 9_999));

        assertVerdict(
                EPOLL,
                Metric.SERVER_CPU,
                Verdict.INCONSISTENT,
                "fork 1: 10000 sent, 10000 answered, but the server counted 9999");
    }

    /// Connections are counted, by the server the requests of each.
    @Test
    void tenRequestsOfEachConnectionAgree() throws IOException {
        churned(10 * SmallFork.BLOCKS * SmallFork.REQUESTS);

        assertThat(find(CHURN, Metric.SERVER_CPU).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void seesAServerThatMissedARequestOfAConnection() throws IOException {
        churned(10 * SmallFork.BLOCKS * SmallFork.REQUESTS - 1);

        assertVerdict(
                CHURN,
                Metric.SERVER_CPU,
                Verdict.INCONSISTENT,
                "fork 1: 100000 sent, 100000 answered, but the server counted 99999");
    }

    @Test
    void holdsLittlesLaw() throws IOException {
        measured(fork -> fork.with(WindowField.RESPONSE_MEAN_US, 64 * 8 / 0.99 * 1.06));

        assertVerdict(
                EPOLL,
                Metric.SERVER_CPU,
                Verdict.INCONSISTENT,
                "rate times response time misses the connections by 6.0 %, limit is 5 %");
    }

    @Test
    void seesACostThatChangesInHalfOfTheForks() throws IOException {
        run.measured(EPOLL, 8, 8);
        run.fork(new SmallFork(EPOLL, 8).changed(11, 1.08));
        run.fork(new SmallFork(EPOLL, 8).changed(11, 1.08));

        assertVerdict(
                EPOLL,
                Metric.SERVER_CPU,
                Verdict.NOT_STEADY,
                "in 2 of 4 forks the cost changed while it was measured, by up to +8.0 %");
        assertThat(find(EPOLL, Metric.TOTAL_CPU).verdict()).isEqualTo(Verdict.NOT_STEADY);
        assertThat(find(EPOLL, Metric.REQUESTS_PER_SECOND).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void remarksOnACostThatChangesInOneFork() throws IOException {
        run.measured(EPOLL, 8, 8, 8).fork(new SmallFork(EPOLL, 8).changed(11, 1.08));

        assertVerdict(
                EPOLL,
                Metric.SERVER_CPU,
                Verdict.VALID,
                "in 1 of 4 forks the cost changed while it was measured, by up to +8.0 %");
    }

    @Test
    void showsNoPercentileOfTooFewLatencies() throws IOException {
        measured(fork -> fork.latencies(367));

        assertVerdict(
                EPOLL,
                Metric.RESPONSE_P99,
                Verdict.UNAVAILABLE,
                "n too small: a fork has 367 latencies, 368 are needed");
        assertThat(find(EPOLL, Metric.RESPONSE_P99).estimate()).isNull();
        assertThat(find(EPOLL, Metric.RESPONSE_P99).ratio()).isNull();
        assertThat(find(EPOLL, Metric.RESPONSE_P50).estimate()).isNotNull();
    }

    @Test
    void pairsNoP99OfShortWindows() throws IOException {
        measured(fork -> {
            for (var count :
                    new WindowField[] {
                        WindowField.SENT, WindowField.ANSWERED, WindowField.COMPLETED
                    }) {
                fork.with(count, 367);
            }
            return fork;
        });

        assertThat(find(EPOLL, Metric.RESPONSE_P99).ratio()).isNull();
        assertThat(find(EPOLL, Metric.RESPONSE_P50).ratio()).isNotNull();
    }

    @Test
    void isALowerBoundNearTheCeiling() throws IOException {
        run.measured(SmallRun.ceiling(), 6.5, 6.5, 6.5, 6.5).measured(EPOLL, 8, 8, 8, 8);

        assertVerdict(
                EPOLL,
                Metric.REQUESTS_PER_SECOND,
                Verdict.GENERATOR_LIMITED,
                "81 % of the generator's ceiling, limit is 80 %");
        assertThat(find(EPOLL, Metric.RESPONSE_P50).verdict()).isEqualTo(Verdict.GENERATOR_LIMITED);
        assertThat(find(EPOLL, Metric.SERVER_CPU).verdict()).isEqualTo(Verdict.VALID);
        assertThat(find(SmallRun.ceiling(), Metric.REQUESTS_PER_SECOND).verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(Ceiling.doubts(run.read())).isEmpty();
    }

    @Test
    void isSureBelowTheCeiling() throws IOException {
        run.measured(SmallRun.ceiling(), 6.3, 6.3, 6.3, 6.3).measured(EPOLL, 8, 8, 8, 8);

        assertThat(find(EPOLL, Metric.REQUESTS_PER_SECOND).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void aCeilingOfRequestsIsNoneOfConnections() throws IOException {
        run.measured(SmallRun.ceiling(), 6.5, 6.5, 6.5, 6.5);
        churned(10 * SmallFork.BLOCKS * SmallFork.REQUESTS);

        assertThat(find(CHURN, Metric.REQUESTS_PER_SECOND).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void saysThatACeilingBelowAModelIsWrong() throws IOException {
        run.measured(SmallRun.ceiling(), 8, 8.1, 7.9, 8).measured(EPOLL, 7, 7.1, 6.9, 7);

        assertThat(Ceiling.doubts(run.read()))
                .containsExactly(
                        "The ceiling is wrong with 64 connections and 64-byte bodies: EPOLL"
                                + " completes 1.14 × the requests of the null server");
    }

    private void churned(int requestsCounted) throws IOException {
        run.plan(CHURN);
        for (int fork = 0; fork < ROUNDS; fork++) {
            run.fork(new SmallFork(CHURN, 8).with(Metric.SERVER_REQUESTS, requestsCounted));
        }
    }

    private void measured(UnaryOperator<SmallFork> change) throws IOException {
        run.plan(EPOLL);
        for (int fork = 0; fork < ROUNDS; fork++) {
            run.fork(change.apply(new SmallFork(EPOLL, 8)));
        }
    }

    private void assertVerdict(Cell cell, Metric metric, Verdict verdict, String reason)
            throws IOException {
        var finding = find(cell, metric);

        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.reason()).isEqualTo(reason);
    }

    private Finding find(Cell cell, Metric metric) throws IOException {
        return find(run, cell, metric);
    }

    private static Finding find(SmallRun run, Cell cell, Metric metric) throws IOException {
        return Findings.of(run.read()).stream()
                .filter(finding -> finding.cell().equals(cell) && finding.metric() == metric)
                .findFirst()
                .orElseThrow();
    }
}
