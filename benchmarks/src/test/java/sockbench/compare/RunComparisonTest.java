package sockbench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static sockbench.findings.SmallRun.EPOLL;
import static sockbench.findings.SmallRun.NETTY;

import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.findings.SmallRun;
import sockbench.measured.RecordedRun;
import sockbench.results.Metric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;

class RunComparisonTest {
    private static final double[] USUAL = {10, 10.1, 9.9, 10};
    private static final double[] SLOWER = {11, 11.1, 10.9, 11};

    @TempDir Path results;

    @Test
    void knowsWhichWayIsWorse() throws IOException {
        var comparison = compare(USUAL, SLOWER);

        assertThat(change(comparison, Metric.SERVER_CPU).outcome()).isEqualTo("worse");
        assertThat(change(comparison, Metric.REQUESTS_PER_SECOND).outcome()).isEqualTo("worse");
        assertThat(change(compare(SLOWER, USUAL), Metric.REQUESTS_PER_SECOND).outcome())
                .isEqualTo("better");
    }

    @Test
    void callsItARegressionOnlyIfTheWholeIntervalLiesBeyond() throws IOException {
        var comparison = compare(USUAL, SLOWER);

        assertThat(comparison.regressions(0.05)).isNotEmpty();
        assertThat(comparison.regressions(0.099)).isEmpty();
        assertThat(compare(SLOWER, USUAL).regressions(0)).isEmpty();
    }

    @Test
    void findsNoRegressionBetweenRunsOfTheSameCode() throws IOException {
        var random = new Random(5);
        var before = new SmallRun(results, "before", 4);
        var after = new SmallRun(results, "after", 4);
        for (int model = 0; model < 10; model++) {
            before.measured(SmallRun.cell("MODEL_" + model), noisy(random));
            after.measured(SmallRun.cell("MODEL_" + model), noisy(random));
        }

        var comparison = RunComparison.of(before.read(), after.read(), ComparisonScope.ALL);

        assertThat(comparison.changes()).hasSize(50);
        assertThat(comparison.regressions(0.05)).isEmpty();
        assertThat(comparison.changes())
                .extracting(Change::outcome)
                .doesNotContain("worse", "better");
    }

    @Test
    void saysWhatTheReferenceDiffersByAndThatSeparateRunsAreWeaker() throws IOException {
        var text = ComparisonFormat.TEXT.write(compare(USUAL, SLOWER));

        assertThat(text)
                .contains(RunComparison.WARNING)
                .contains(
                        "Machine: REACTOR itself, server_cpu_us_per_request: second run 1.000 × the"
                                + " first (median of 1 conditions).");
    }

    @Test
    void refusesRunsWithDifferentReferences() throws IOException {
        var before = new SmallRun(results, "before", 4).measured(EPOLL, USUAL).read();
        var after =
                new SmallRun(results, "after", 4).against("SELECT").measured(EPOLL, USUAL).read();

        assertThatThrownBy(() -> RunComparison.of(before, after, ComparisonScope.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "before was measured against REACTOR, after against SELECT: they cannot be"
                                + " compared");
    }

    @Test
    void leavesOutWhatIsNotValidAndSaysWhy() throws IOException {
        var comparison = compare(USUAL, new double[] {10, 10});

        assertThat(change(comparison, Metric.SERVER_CPU).outcome())
                .isEqualTo(
                        "not compared: second run FAILED, 2 of 4 forks did not run to their end");
    }

    @Test
    void saysWhatDiffersBetweenEnvironmentsOnEveryLine() throws IOException {
        var before = in("before", "{\"identity\": {\"cpu\": \"A\", \"jdk\": \"25\"}}");
        var after = in("after", "{\"identity\": {\"cpu\": \"B\", \"jdk\": \"25\"}}");

        var comparison = RunComparison.of(before, after, ComparisonScope.ALL);

        assertThat(comparison.environments()).containsExactly("cpu");
        for (var format : List.of(ComparisonFormat.TEXT, ComparisonFormat.HTML)) {
            assertThat(format.write(comparison).lines())
                    .filteredOn(line -> line.contains("throughput EPOLL"))
                    .hasSize(5)
                    .allMatch(line -> line.contains("[environments differ: cpu]"));
        }
    }

    @Test
    void writesTextTablesAndPages() throws IOException {
        var comparison = compare(USUAL, SLOWER);

        assertThat(ComparisonFormat.TEXT.write(comparison))
                .startsWith("before -> after\n")
                .contains(
                        "server_cpu_us_per_request: 1 -> 1.1 × REACTOR (10 us -> 11 us), ratio"
                                + " 1.100 (95 %")
                .contains("): worse\n");
        assertThat(ComparisonFormat.CSV.write(comparison).lines()).hasSize(6);
        assertThat(ComparisonFormat.HTML.write(comparison))
                .contains(
                        "<tr class=\"worse\"><td>throughput EPOLL, 64 connections, 64 B</td>"
                                + "<td>server_cpu_us_per_request</td>"
                                + "<td class=\"number\">1</td>"
                                + "<td class=\"number\">1.1</td>"
                                + "<td class=\"number\">10 us</td>"
                                + "<td class=\"number\">11 us</td>"
                                + "<td class=\"number\">1.100</td>")
                .contains("<h1>before -&gt; after</h1>");
    }

    @Test
    void aQuestionNarrowedBeforehandIsCorrectedForLess() throws IOException {
        var before = new SmallRun(results, "before", 4);
        var after = new SmallRun(results, "after", 4);
        for (int model = 0; model < 10; model++) {
            before.measured(SmallRun.cell("MODEL_" + model), 10, 10.2, 9.8, 10);
            after.measured(SmallRun.cell("MODEL_" + model), 10.4, 10.6, 10.2, 10.4);
        }
        var narrow = new ComparisonScope(List.of(Metric.SERVER_CPU), List.of("MODEL_7"));

        var all = RunComparison.of(before.read(), after.read(), ComparisonScope.ALL);
        var one = RunComparison.of(before.read(), after.read(), narrow);

        assertThat(change(all, Metric.SERVER_CPU).outcome()).isEqualTo("no significant difference");
        assertThat(one.changes()).extracting(Change::outcome).containsExactly("worse");
        for (var format : ComparisonFormat.values()) {
            assertThat(format.write(one)).contains("server_cpu_us_per_request of MODEL_7");
        }
    }

    @Test
    void refusesRunsThatHaveNothingInCommon() throws IOException {
        var before = new SmallRun(results, "before", 4).measured(EPOLL, USUAL).read();
        var after = new SmallRun(results, "after", 4).measured(NETTY, USUAL).read();

        assertThatThrownBy(() -> RunComparison.of(before, after, ComparisonScope.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "before and after have no cell in common for the usual metrics of all"
                                + " models");
    }

    private RunComparison compare(double[] before, double[] after) throws IOException {
        // A second pair of runs in the same test must not append to the first.
        var place = Files.createTempDirectory(results, "runs");
        return RunComparison.of(
                new SmallRun(place, "before", 4).measured(EPOLL, before).read(),
                new SmallRun(place, "after", 4).measured(EPOLL, after).read(),
                ComparisonScope.ALL);
    }

    private static Change change(RunComparison comparison, Metric metric) {
        return comparison.changes().stream()
                .filter(change -> change.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    private static double[] noisy(Random random) {
        return DoubleStream.generate(() -> 10 + 0.2 * random.nextGaussian()).limit(4).toArray();
    }

    private RecordedRun in(String name, String environment) throws IOException {
        var directory = new SmallRun(results, name, 4).measured(EPOLL, USUAL).write();
        directory.writeJson("environment.json", JsonParser.parseString(environment));
        return RecordedRun.read(directory);
    }
}
