package sockbench.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static sockbench.evidence.SmallRun.EPOLL;
import static sockbench.evidence.SmallRun.NETTY;
import static sockbench.evidence.SmallRun.REACTOR;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.Cell;
import sockbench.results.LatencyKind;
import sockbench.results.Metric;
import sockbench.results.Verdict;
import sockbench.results.WindowField;
import sockbench.stats.Estimate.Center;
import sockbench.stats.Ratio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;

class FindingsTest {
    private static final int ROUNDS = 4;
    private static final Cell OPEN = SmallRun.open("EPOLL", 20_000);

    @TempDir Path results;

    private SmallRun run;

    @BeforeEach
    void start() {
        run = new SmallRun(results, "a-run", ROUNDS);
    }

    @Test
    void dividesByTheReferenceOfTheSameBlock() throws IOException {
        run.measured(EPOLL, 8, 8.1, 7.9, 8);

        var finding = find(EPOLL, Metric.SERVER_CPU);

        var ratio = Objects.requireNonNull(finding.ratio());
        assertThat(ratio)
                .isEqualTo(
                        Ratio.of(
                                finding.ratios().values().stream()
                                        .mapToDouble(Math::log)
                                        .toArray()));
        assertThat(finding.ratios().get(2)).isCloseTo(0.81, within(1e-9));
        assertThat(ratio.value()).isCloseTo(0.8, within(1e-3));
        assertThat(finding.verdict()).isEqualTo(Verdict.VALID);
        assertThat(finding.reason()).isEmpty();
        assertThat(finding.isCitable()).isTrue();
        assertThat(finding.grade()).isEqualTo("±1.6 %");
    }

    @Test
    void anAbsoluteCostIsTheReferencesOwnTimesTheRatio() throws IOException {
        run.measured(EPOLL, 8, 8.1, 7.9, 8);

        var finding = find(EPOLL, Metric.SERVER_CPU);

        var estimate = Objects.requireNonNull(finding.estimate());
        var ratio = Objects.requireNonNull(finding.ratio());
        assertThat(estimate.value())
                .isCloseTo(SmallFork.REFERENCE_MICROS * ratio.value(), within(1e-9));
        assertThat(estimate.high())
                .isCloseTo(SmallFork.REFERENCE_MICROS * ratio.high(), within(1e-9));
    }

    /// In one fork everything was a third dearer: the ratio does not see it, the absolute number
    /// has the reference's own over the whole run.
    @Test
    void aSlowPhaseOfTheMachineDoesNotWidenTheInterval() throws IOException {
        run.measured(EPOLL, 8, 8.1, 7.9).fork(new SmallFork(EPOLL, 8).onMachine(4 / 3.0));

        var finding = find(EPOLL, Metric.SERVER_CPU);

        assertThat(Objects.requireNonNull(finding.ratio()).value()).isCloseTo(0.8, within(1e-3));
        assertThat(finding.grade()).isEqualTo("±1.6 %");
        assertThat(Objects.requireNonNull(finding.estimate()).value())
                .isCloseTo(0.8 * 10 * (3 + 4 / 3.0) / 4, within(0.01));
    }

    @Test
    void aFewBlocksThatWereDisturbedDoNotMoveTheRatio() throws IOException {
        measured(fork -> fork.with(WindowField.SERVER_CPU_NS, 50e3 * SmallFork.REQUESTS).upTo(4));

        assertThat(Objects.requireNonNull(find(EPOLL, Metric.SERVER_CPU).ratio()).value())
                .isCloseTo(0.8, within(1e-9));
    }

    @Test
    void hasNoRatioOfWhatMostBlocksDoNotKnow() throws IOException {
        measured(fork -> fork.with(WindowField.RESPONSE_P50_US, Double.NaN).upTo(11));

        assertThat(find(EPOLL, Metric.RESPONSE_P50).ratio()).isNull();
        assertThat(find(EPOLL, Metric.RESPONSE_P99).ratio()).isNotNull();
    }

    @Test
    void aRateIsPairedAsWell() throws IOException {
        run.measured(EPOLL, 8, 8.1, 7.9, 8);

        var finding = find(EPOLL, Metric.REQUESTS_PER_SECOND);

        assertThat(Objects.requireNonNull(finding.ratio()).value()).isCloseTo(1.25, within(1e-3));
        assertThat(Objects.requireNonNull(finding.estimate()).value())
                .isCloseTo(1.25 * 99_000, within(100.0));
    }

    @Test
    void countsTheGeneratorsCpuWithTheServers() throws IOException {
        run.measured(EPOLL, 8, 8, 8, 8);

        assertThat(value(EPOLL, Metric.TOTAL_CPU))
                .isCloseTo(
                        value(EPOLL, Metric.SERVER_CPU) + value(EPOLL, Metric.CLIENT_CPU),
                        within(1e-6));
        assertThat(value(EPOLL, Metric.REQUESTS_PER_WAKE_UP)).isCloseTo(2, within(1e-9));
    }

    @Test
    void aPercentileIsTheMedianOverForksOfTheirHistograms() throws IOException {
        run.measured(EPOLL, 8, 9, 10, 11);

        var finding = find(EPOLL, Metric.RESPONSE_P50);

        var estimate = Objects.requireNonNull(finding.estimate());
        assertThat(estimate.center()).isEqualTo(Center.MEDIAN);
        assertThat(estimate.value()).isCloseTo(64 * 9.5 / 0.99, within(1.0));
        assertThat(estimate.low()).isCloseTo(64 * 8 / 0.99, within(1.0));
        assertThat(Objects.requireNonNull(finding.ratio()).value()).isCloseTo(0.943, within(0.001));
    }

    @Test
    void theReferenceHasACellOfItsOwn() throws IOException {
        run.measured(REACTOR, 10, 10.1, 9.9, 10).measured(EPOLL, 8, 8.1, 7.9, 8);

        var control = Objects.requireNonNull(find(REACTOR, Metric.SERVER_CPU).ratio());
        assertThat(control.value()).isCloseTo(1, within(1e-3));
        assertThat(control.isPooled()).isTrue();
        assertThat(control.freedom()).isEqualTo(6);
    }

    @Test
    void aWideIntervalGradesANumberAndDoesNotHideIt() throws IOException {
        run.measured(EPOLL, 8, 12, 10, 14);

        var finding = find(EPOLL, Metric.SERVER_CPU);
        assertThat(finding.isCitable()).isTrue();
        assertThat(finding.grade()).isEqualTo("±39 %");
        assertThat(Objects.requireNonNull(finding.estimate()).low()).isPositive();
    }

    @Test
    void oneForkIsNotCitedUnlessOthersSayHowForksScatter() throws IOException {
        var alone = new SmallRun(results, "smoke", 1).measured(EPOLL, 10).read();
        run.measured(NETTY, 10, 10.1, 9.9, 10)
                .measured(REACTOR, 10, 10.1, 9.9, 10)
                .stopped("the budget is spent")
                .measured(EPOLL, 8);

        assertThat(Findings.of(alone)).noneMatch(Finding::isCitable);
        assertThat(Findings.of(alone)).anyMatch(finding -> finding.grade().equals("no interval"));
        assertThat(find(EPOLL, Metric.SERVER_CPU).isCitable()).isTrue();
    }

    @Test
    void withoutAReferenceForksStandForThemselves() throws IOException {
        var memory = find(run.measured(EPOLL, 8, 8, 8, 8), EPOLL, Metric.SERVER_RESIDENT);

        assertThat(memory.isPaired()).isFalse();
        assertThat(Objects.requireNonNull(memory.estimate()).value()).isEqualTo(100e6);
        assertThat(memory.isCitable()).isTrue();
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
    void saysThatACeilingBelowAModelIsWrong() throws IOException {
        run.measured(SmallRun.ceiling(), 8, 8.1, 7.9, 8).measured(EPOLL, 7, 7.1, 6.9, 7);

        assertThat(Ceiling.doubts(run.read()))
                .containsExactly(
                        "The ceiling is wrong with 64 connections and 64-byte bodies: EPOLL"
                                + " completes 1.14 × the requests of the null server");
    }

    @Test
    void saysThatAServerThatSpinsCostsOneOverTheRate() throws IOException {
        var polling = SmallRun.open("POLLING", 20_000);
        run.measured(polling, 49, 49, 49, 49);

        assertVerdict(polling, Metric.SERVER_CPU, Verdict.VALID, Spinning.REMARK);
        assertThat(find(polling, Metric.RESPONSE_P50).reason()).isEmpty();
    }

    @Test
    void givesEveryNumberItsOwnIdThatStays() throws IOException {
        run.measured(EPOLL, 10, 11, 12, 10).measured(NETTY, 10, 11, 12, 10);

        var ids = Findings.of(run.read()).stream().map(Finding::id).toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-v]{8}"));
        assertThat(Findings.of(run.read())).extracting(Finding::id).isEqualTo(ids);
        assertThat(Id.of("a-run", EPOLL, Metric.SERVER_CPU))
                .isNotEqualTo(Id.of("b-run", EPOLL, Metric.SERVER_CPU));
    }

    private void measured(UnaryOperator<SmallFork> change) throws IOException {
        run.plan(EPOLL);
        for (int fork = 0; fork < ROUNDS; fork++) {
            run.fork(change.apply(new SmallFork(EPOLL, 8)));
        }
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

    private double value(Cell cell, Metric metric) throws IOException {
        return Objects.requireNonNull(find(cell, metric).estimate()).value();
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
