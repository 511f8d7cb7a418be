package sockbench.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import static sockbench.evidence.SmallRun.EPOLL;
import static sockbench.evidence.SmallRun.NETTY;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sockbench.evidence.Decision.Qualified;
import sockbench.results.Cell;
import sockbench.results.Loop;
import sockbench.results.Metric;
import sockbench.results.Question;

import java.io.IOException;
import java.nio.file.Path;

class DecisionTest {
    @TempDir Path results;

    @Test
    void understandsTheRulesAsPeopleWriteThem() {
        var rules =
                Rules.parse(
                        "# our service\n"
                                + "SLO: p99 response ≤ 2 ms at 20,000 req/s, 1,000 connections;"
                                + " budget: 1 CPU, 64 threads, 512 MiB");

        var objective = rules.objectives().getFirst();
        assertThat(objective.metric()).isEqualTo(Metric.RESPONSE_P99);
        assertThat(objective.limitMicros()).isEqualTo(2000);
        assertThat(objective.place().ratePerSecond()).isEqualTo(20_000);
        assertThat(objective.place().connections()).isEqualTo(1000);
        assertThat(rules.budgets())
                .extracting(Rules.Budget::words)
                .containsExactly("1 CPU", "64 threads", "512 MiB");
        assertThat(rules.budgets())
                .extracting(Rules.Budget::limit)
                .containsExactly(1.0, 64.0, 512.0 * 1024 * 1024);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slo: p99 response 2 ms",
                "slo: p95 response <= 2 ms",
                "budget: lots",
                "slo: p99 response <= 1.2.3 ms",
                "p99 < 2",
                "# nothing"
            })
    void answersAMalformedRuleInOneLine(String rule) {
        assertThatThrownBy(() -> Rules.parse(rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("[^\n]*slo: p99 response <= 2 ms[^\n]*");
    }

    @Test
    void ordersThoseThatQualifyByCpuAndKeepsTies() throws IOException {
        var decision =
                decide(
                        "slo: p99 response <= 100 ms",
                        new SmallRun(results, "a-run", 6)
                                .measured(NETTY, 10, 10.1, 9.9, 10.05, 9.95, 10)
                                .measured(EPOLL, 8, 8.1, 7.9, 8.05, 7.95, 8)
                                .measured(
                                        SmallRun.cell("REACTOR"),
                                        8.01,
                                        8.11,
                                        7.91,
                                        8.04,
                                        7.96,
                                        8.02));

        assertThat(decision.qualified())
                .extracting(Qualified::rank, Qualified::name)
                .containsExactly(tuple(1, "EPOLL"), tuple(1, "REACTOR"), tuple(3, "NETTY_EPOLL"));
    }

    @Test
    void saysWhichRuleBrokeAndByHowMuch() throws IOException {
        var run = new SmallRun(results, "a-run", 3).measured(EPOLL, 10, 10, 10);

        assertThat(reason("slo: p50 response <= 0.5 ms", run))
                .isEqualTo("Response time, median, closed loop: 0.6405 ms, 28 % above 0.5 ms");
    }

    @Test
    void budgetsAloneBindTheClosedLoop() throws IOException {
        var decision =
                decide(
                        "budget: 50 threads, 1 GiB",
                        new SmallRun(results, "a-run", 3).measured(EPOLL, 10, 10, 10));

        assertThat(decision.qualified())
                .singleElement()
                .extracting(qualified -> qualified.cpu().cell())
                .isEqualTo(EPOLL);
    }

    @Test
    void aRuleWithoutConnectionsBindsTheMostThatWereMeasured() throws IOException {
        var busier = new Cell(Question.THROUGHPUT, "EPOLL", 1000, 64, Loop.CLOSED, 0, 0);
        var run =
                new SmallRun(results, "a-run", 3)
                        .measured(EPOLL, 1, 1, 1)
                        .measured(busier, 20, 20, 20);

        assertThat(reason("slo: p50 response <= 1 ms", run))
                .contains(": 1.281 ms, 28 % above 1 ms");
    }

    @Test
    void saysWhyAModelCannotBeJudgedThere() throws IOException {
        var run = new SmallRun(results, "a-run", 3).plan(EPOLL, "serves one at a time");

        assertThat(reason("slo: p50 response <= 1 ms", run))
                .isEqualTo("UNAVAILABLE, serves one at a time");
    }

    @Test
    void saysThatThreeForksLeaveEverybodyOnOneRank() throws IOException {
        var decision =
                decide(
                        "slo: p99 response <= 100 ms",
                        new SmallRun(results, "a-run", 3)
                                .measured(NETTY, 10, 10.1, 9.9)
                                .measured(EPOLL, 8, 8.1, 7.9));

        assertThat(decision.qualified()).extracting(Qualified::rank).containsOnly(1);
        assertThat(decision.text())
                .endsWith(
                        "All share a rank: n too small to rank 2 models: 3 forks, 4 are needed\n");
    }

    @Test
    void countsCpusAtTheRateAskedFor() throws IOException {
        var cell = new Cell(Question.LOAD_CURVE, "EPOLL", 64, 64, Loop.OPEN_POISSON, 21_000, 0);
        var run = new SmallRun(results, "a-run", 3).measured(cell, 60, 60, 60);

        assertThat(reason("slo: p50 response <= 1 s at 20,000 req/s\nbudget: 1 CPU", run))
                .isEqualTo("CPUs: 1.2, 20 % above 1");
    }

    @Test
    void aServerOnOneCpuKeepsABudgetOfOne() throws IOException {
        var cell = new Cell(Question.LOAD_CURVE, "EPOLL", 64, 64, Loop.OPEN_POISSON, 20_000, 0);
        var run = new SmallRun(results, "a-run", 3).measured(cell, 50.2, 50.2, 50.2);

        assertThat(
                        decide("slo: p50 response <= 1 s at 20,000 req/s\nbudget: 1 CPU", run)
                                .rejected())
                .isEmpty();
    }

    @Test
    void neverSaysThatSomethingIsAboveByNothing() throws IOException {
        var run = new SmallRun(results, "a-run", 3).measured(EPOLL, 10, 10, 10);

        assertThat(reason("slo: p50 response <= 0.639 ms", run)).contains(", 0.2 % above 0.639 ms");
    }

    @Test
    void holdsTheMemoryBudget() throws IOException {
        var run = new SmallRun(results, "a-run", 3).measured(EPOLL, 10, 10, 10);

        assertThat(reason("slo: p50 response <= 1 s\nbudget: 4 threads, 50 MB", run))
                .startsWith("resident memory: 95.37 MiB, 100 % above");
    }

    @Test
    void doesNotGuessWhatWasNotMeasured() throws IOException {
        var run = new SmallRun(results, "a-run", 3).measured(EPOLL, 10, 10, 10);

        assertThat(reason("slo: p50 response <= 1 s at 20,000 req/s", run))
                .startsWith("not measured: p50 response <= 1 s at 20,000 req/s");
    }

    @Test
    void trustsValidNumbersOnly() throws IOException {
        var run = new SmallRun(results, "a-run", 3).measured(EPOLL, 10, 20, 30);

        assertThat(reason("slo: p50 response <= 1 s", run))
                .startsWith("Response time, median: NOISY, interval is");
    }

    private static String reason(String rules, SmallRun run) throws IOException {
        var decision = decide(rules, run);

        assertThat(decision.qualified()).isEmpty();
        return decision.rejected().getFirst().reason();
    }

    private static Decision decide(String rules, SmallRun run) throws IOException {
        return Decision.of(run.read(), Rules.parse(rules));
    }
}
