package sockbench.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static sockbench.findings.SmallRun.EPOLL;
import static sockbench.findings.SmallRun.NETTY;
import static sockbench.findings.SmallRun.REACTOR;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Verdict;
import sockbench.results.WindowField;
import sockbench.stats.Estimate.Center;
import sockbench.stats.Ratio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

class FindingsTest {
    private static final int ROUNDS = 4;

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
        assertThat(control.freedom()).isEqualTo(3);
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
        run.measured(NETTY, 10, 10.1, 9.9, 10).measured(REACTOR, 10, 10.1, 9.9, 10);
        for (var model : List.of("SELECT", "NIO2", "POLLING", "IO_URING")) {
            run.measured(SmallRun.cell(model), 10, 10.1, 9.9, 10);
        }
        run.stopped("the budget is spent").measured(EPOLL, 8);

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
    void givesEveryNumberItsOwnIdThatStays() throws IOException {
        run.measured(EPOLL, 10, 11, 12, 10).measured(NETTY, 10, 11, 12, 10);

        var ids = Findings.of(run.read()).stream().map(Finding::id).toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-v]{8}"));
        assertThat(Findings.of(run.read())).extracting(Finding::id).isEqualTo(ids);
        assertThat(NumberId.of("a-run", EPOLL, Metric.SERVER_CPU))
                .isNotEqualTo(NumberId.of("b-run", EPOLL, Metric.SERVER_CPU));
    }

    private void measured(UnaryOperator<SmallFork> change) throws IOException {
        run.plan(EPOLL);
        for (int fork = 0; fork < ROUNDS; fork++) {
            run.fork(change.apply(new SmallFork(EPOLL, 8)));
        }
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
