package sockbench.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static sockbench.evidence.SmallRun.EPOLL;
import static sockbench.evidence.SmallRun.NETTY;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.Cell;
import sockbench.results.Loop;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

class FindingsTest {
    private static final int ROUNDS = 3;

    @TempDir Path results;

    private SmallRun run;

    @BeforeEach
    void start() {
        run = new SmallRun(results, "a-run", ROUNDS);
    }

    @Test
    void averagesForksAndGivesTheirInterval() throws IOException {
        run.measured(EPOLL, 10, 11, 12);

        var finding = find(EPOLL, Metric.SERVER_CPU);

        var estimate = Objects.requireNonNull(finding.estimate());
        assertThat(estimate.value()).isEqualTo(11);
        assertThat(estimate.low()).isCloseTo(11 - 4.3027 / Math.sqrt(3), within(0.001));
        assertThat(finding.n()).isEqualTo(3);
        assertThat(finding.verdict()).isEqualTo(Verdict.VALID);
        assertThat(finding.reason()).isEmpty();
        assertThat(finding.isCitable()).isTrue();
    }

    @Test
    void takesTheMedianOfForksForAPercentileAndSaysHowSureThatIs() throws IOException {
        run.measured(EPOLL, 10, 11, 12);

        var estimate = Objects.requireNonNull(find(EPOLL, Metric.RESPONSE_P50).estimate());

        assertThat(estimate.value()).isCloseTo(704, within(1.0));
        assertThat(estimate.coverage()).isEqualTo(0.75);
    }

    @Test
    void takesTheLeastWindowOfAForkForItsUndisturbedCost() throws IOException {
        run.plan(EPOLL);
        for (var windows : List.of(List.of(5.4, 5.1), List.of(9.0, 8.0), List.of(5.2, 7.0))) {
            run.fork(EPOLL, SmallRun.healthy(7)).windows(EPOLL, windows);
        }

        var finding = find(EPOLL, Metric.SERVER_CPU_UNDISTURBED);

        assertThat(finding.forks().values()).containsExactly(5.1, 8.0, 5.2);
        assertThat(Objects.requireNonNull(finding.estimate()).value()).isEqualTo(5.2);
    }

    @Test
    void refusesAPercentileFromTooFewLatencies() throws IOException {
        run.plan(EPOLL);
        for (int fork = 0; fork < ROUNDS; fork++) {
            run.fork(EPOLL, SmallRun.healthy(10), 3687);
        }

        assertThat(find(EPOLL, Metric.RESPONSE_P99).verdict()).isEqualTo(Verdict.VALID);
        var finding = find(EPOLL, Metric.RESPONSE_P999);
        assertThat(finding.estimate()).isNull();
        assertThat(finding.verdict()).isEqualTo(Verdict.NOISY);
        assertThat(finding.reason())
                .isEqualTo("n too small: a fork has 3687 latencies, 3688 are needed");
    }

    @Test
    void showsACellThatCannotRunHere() throws IOException {
        run.plan(EPOLL, "not Linux");

        assertThat(find(EPOLL, Metric.REQUESTS_PER_SECOND))
                .matches(finding -> finding.verdict() == Verdict.UNAVAILABLE)
                .matches(finding -> finding.reason().equals("not Linux"))
                .matches(finding -> finding.estimate() == null);
    }

    @Test
    void failsACellOfWhichAForkFailedAndSaysWhy() throws IOException {
        run.measured(EPOLL, 10, 10).ended(EPOLL, Verdict.FAILED, "server died");

        assertVerdict(EPOLL, Metric.SERVER_CPU, Verdict.FAILED, "1 of 3 forks: server died");
    }

    @Test
    void failsACellOfWhichForksAreMissing() throws IOException {
        run.measured(EPOLL, 10, 10).plan(NETTY);

        assertVerdict(
                EPOLL, Metric.SERVER_CPU, Verdict.FAILED, "1 of 3 forks did not run to their end");
        assertVerdict(
                NETTY,
                Metric.REQUESTS_PER_SECOND,
                Verdict.FAILED,
                "3 of 3 forks did not run to their end");
    }

    @Test
    void failsACellOfWhichNothingWasKept() throws IOException {
        run.plan(EPOLL);
        for (int fork = 0; fork < ROUNDS; fork++) {
            run.ended(EPOLL, Verdict.VALID, "");
        }

        assertVerdict(EPOLL, Metric.REQUESTS_PER_SECOND, Verdict.FAILED, "nothing was measured");
    }

    @Test
    void doesNotAverageUnsteadyForksInSilence() throws IOException {
        run.measured(EPOLL, 10, 10).ended(EPOLL, Verdict.NOT_STEADY, "varies by 12 %");

        assertVerdict(EPOLL, Metric.SERVER_CPU, Verdict.NOT_STEADY, "1 of 3 forks: varies by 12 %");
    }

    @Test
    void seesRequestsThatWereLost() throws IOException {
        measureWith(values -> values.put(Metric.REQUESTS_ANSWERED, 999.0));

        assertVerdict(
                EPOLL,
                Metric.SERVER_CPU,
                Verdict.INCONSISTENT,
                "fork 1: 1000 sent, 999 answered, 0 outstanding");
    }

    @Test
    void seesThatClientAndServerCountDifferently() throws IOException {
        measureWith(values -> values.put(Metric.SERVER_REQUESTS, 1001.0));

        assertVerdict(
                EPOLL,
                Metric.SERVER_CPU,
                Verdict.INCONSISTENT,
                "fork 1: 1000 sent, 1000 answered, but the server counted 1001");
    }

    @Test
    void seesThatLittlesLawIsBroken() throws IOException {
        measureWith(values -> values.put(Metric.LITTLES_LAW_ERROR, 0.051));

        assertThat(find(EPOLL, Metric.SERVER_CPU).verdict()).isEqualTo(Verdict.INCONSISTENT);
        assertThat(find(EPOLL, Metric.SERVER_CPU).reason()).contains("5.1 %");
    }

    @Test
    void takesThroughputNearTheCeilingForALowerBoundAndLetsCpuStand() throws IOException {
        run.measured(SmallRun.ceiling(), 8.1, 8.1, 8.1).measured(EPOLL, 10, 10, 10);

        assertVerdict(
                EPOLL,
                Metric.REQUESTS_PER_SECOND,
                Verdict.GENERATOR_LIMITED,
                "81 % of the generator's ceiling, limit is 80 %");
        assertThat(find(EPOLL, Metric.RESPONSE_P99).verdict()).isEqualTo(Verdict.GENERATOR_LIMITED);
        assertThat(find(EPOLL, Metric.SERVER_CPU).verdict()).isEqualTo(Verdict.VALID);
        assertThat(find(SmallRun.ceiling(), Metric.REQUESTS_PER_SECOND).verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void isSureBelowTheCeiling() throws IOException {
        run.measured(SmallRun.ceiling(), 7.9, 7.9, 7.9).measured(EPOLL, 10, 10, 10);

        assertThat(find(EPOLL, Metric.REQUESTS_PER_SECOND).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void seesABusyGeneratorBesideAnIdleServer() throws IOException {
        measureWith(values -> {
            values.put(Metric.CLIENT_BUSY, 0.95);
            values.put(Metric.SERVER_BUSY, 0.6);
        });

        assertVerdict(
                EPOLL,
                Metric.REQUESTS_PER_SECOND,
                Verdict.GENERATOR_LIMITED,
                "generator 95 % busy, server 60 %");
    }

    @Test
    void doesNotBlameABusyGeneratorWhileTheServerIsBusyToo() throws IOException {
        measureWith(values -> values.put(Metric.CLIENT_BUSY, 0.99));

        assertThat(find(EPOLL, Metric.REQUESTS_PER_SECOND).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void seesAGeneratorThatSendsLess() throws IOException {
        measureWith(values -> {
            values.put(Metric.OFFERED_PER_SECOND, 1000.0);
            values.put(Metric.SENT_PER_SECOND, 989.0);
        });

        assertVerdict(
                EPOLL,
                Metric.RESPONSE_P99,
                Verdict.GENERATOR_LIMITED,
                "98.9 % of the offered rate was sent, limit is 99 %");
    }

    @Test
    void callsWhatMostForksDidNotCompleteAnOverload() throws IOException {
        measureCompleting(0.5, 0.985, 0.985, 1);

        assertVerdict(
                EPOLL,
                Metric.RESPONSE_P99,
                Verdict.OVERLOAD,
                "completed 98.5 % of what was due, limit is 99 %");
    }

    @Test
    void aHiccupInOneForkIsNoOverload() throws IOException {
        measureCompleting(0.5, 0.985, 1, 1);

        assertThat(find(EPOLL, Metric.RESPONSE_P99).verdict()).isNotEqualTo(Verdict.OVERLOAD);
    }

    @Test
    void whatABusyGeneratorDidNotTakeInIsNoOverload() throws IOException {
        measureCompleting(0.95, 0.985, 0.985, 0.985);

        assertVerdict(
                EPOLL,
                Metric.RESPONSE_P99,
                Verdict.GENERATOR_LIMITED,
                "generator 95 % busy, server 80 %");
    }

    private void measureCompleting(double clientBusy, double... shares) throws IOException {
        run.plan(EPOLL);
        for (double share : shares) {
            var values = SmallRun.healthy(10);
            values.put(Metric.OFFERED_PER_SECOND, 1e5);
            values.put(Metric.SENT_PER_SECOND, 1e5);
            values.put(Metric.REQUESTS_PER_SECOND, share * 1e5);
            values.put(Metric.CLIENT_BUSY, clientBusy);
            values.put(Metric.SERVER_BUSY, 0.8);
            run.fork(EPOLL, values);
        }
    }

    @Test
    void seesAGeneratorThatSendsLate() throws IOException {
        measureWith(values -> {
            values.put(Metric.LAG_P99, 151.0);
            values.put(Metric.SERVICE_P50, 1500.0);
        });

        assertVerdict(
                EPOLL,
                Metric.RESPONSE_P99,
                Verdict.GENERATOR_LIMITED,
                "send lag p99 151 µs, limit is 150 µs");
    }

    @Test
    void callsAWideIntervalNoisy() throws IOException {
        run.measured(EPOLL, 10, 12, 14);

        assertVerdict(
                EPOLL,
                Metric.SERVER_CPU,
                Verdict.NOISY,
                "interval is ±41 % of the value, limit is 25 %");
    }

    @Test
    void citesNothingFromOneFork() throws IOException {
        var smoke = new SmallRun(results, "smoke", 1).measured(EPOLL, 10).read();

        assertThat(Findings.of(smoke))
                .filteredOn(finding -> finding.metric().better() != Metric.Better.NEITHER)
                .isNotEmpty()
                .allMatch(finding -> finding.verdict() == Verdict.NOISY);
    }

    @Test
    void reportsNothingButCapacityAboveSaturation() throws IOException {
        var capacity = new Cell(Question.CAPACITY, "EPOLL", 64, 64, Loop.OPEN_POISSON, 0, 0);
        run.plan(capacity);
        for (int fork = 0; fork < ROUNDS; fork++) {
            run.fork(capacity, Map.of(Metric.CAPACITY_PER_SECOND, 5e4, Metric.SERVER_CPU, 9.0));
        }
        run.ended(capacity, Verdict.OVERLOAD, "more was offered");

        assertThat(find(capacity, Metric.CAPACITY_PER_SECOND).verdict()).isEqualTo(Verdict.VALID);
        assertThat(find(capacity, Metric.RESPONSE_P99).verdict()).isEqualTo(Verdict.OVERLOAD);
    }

    @Test
    void givesEveryNumberItsOwnIdThatStays() throws IOException {
        run.measured(EPOLL, 10, 11, 12).measured(NETTY, 10, 11, 12);

        var ids = Findings.of(run.read()).stream().map(Finding::id).toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-v]{8}"));
        assertThat(Findings.of(run.read())).extracting(Finding::id).isEqualTo(ids);
        assertThat(Id.of("a-run", EPOLL, Metric.SERVER_CPU))
                .isNotEqualTo(Id.of("b-run", EPOLL, Metric.SERVER_CPU));
    }

    private void measureWith(Consumer<Map<Metric, Double>> change) throws IOException {
        run.plan(EPOLL);
        for (int fork = 0; fork < ROUNDS; fork++) {
            var values = SmallRun.healthy(10);
            change.accept(values);
            run.fork(EPOLL, values);
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
