package sockbench.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static sockbench.evidence.SmallRun.EPOLL;
import static sockbench.evidence.SmallRun.NETTY;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.evidence.RunComparison.Change;
import sockbench.results.Metric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;

class RunComparisonTest {
    private static final double[] USUAL = {10, 10.1, 9.9, 10.05, 9.95, 10.02};
    private static final double[] SLOWER = {11, 11.1, 10.9, 11.05, 10.95, 11.02};

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
        var before = new SmallRun(results, "before", 6);
        var after = new SmallRun(results, "after", 6);
        for (int model = 0; model < 10; model++) {
            before.measured(SmallRun.cell("MODEL_" + model), noisy(random));
            after.measured(SmallRun.cell("MODEL_" + model), noisy(random));
        }

        var comparison = RunComparison.of(before.read(), after.read(), ComparisonScope.ALL);

        assertThat(comparison.changes()).hasSize(40);
        assertThat(comparison.regressions(0.05)).isEmpty();
        assertThat(comparison.changes())
                .extracting(Change::outcome)
                .doesNotContain("worse", "better");
    }

    @Test
    void doesNotTakeASlowerMachineForASlowerModel() throws IOException {
        var before = new SmallRun(results, "before", 6).measured(EPOLL, USUAL);
        var after = new SmallRun(results, "after", 6).measured(EPOLL, SLOWER);
        before.measured(SmallRun.ceiling(), 4, 4.1, 3.9, 4.05, 3.95, 4);
        after.measured(SmallRun.ceiling(), 4.4, 4.5, 4.3, 4.45, 4.35, 4.4);

        var comparison = RunComparison.of(before.read(), after.read(), ComparisonScope.ALL);

        assertThat(change(comparison, Metric.SERVER_CPU).outcome())
                .isEqualTo("no difference beyond noise");
    }

    @Test
    void leavesOutWhatIsNotValidAndSaysWhy() throws IOException {
        var comparison = compare(USUAL, new double[] {5, 10, 20, 30, 10, 5});

        assertThat(change(comparison, Metric.SERVER_CPU).outcome())
                .startsWith("not compared: second run NOISY");
    }

    @Test
    void saysWhatDiffersBetweenEnvironmentsOnEveryLine() throws IOException {
        var before = new SmallRun(results, "before", 6).measured(EPOLL, USUAL).read();
        var after = new SmallRun(results, "after", 6).measured(EPOLL, USUAL).read();

        var comparison =
                RunComparison.of(
                        in(before, "{\"identity\": {\"cpu\": \"A\", \"jdk\": \"25\"}}"),
                        in(after, "{\"identity\": {\"cpu\": \"B\", \"jdk\": \"25\"}}"),
                        ComparisonScope.ALL);

        assertThat(comparison.environments()).containsExactly("cpu");
        assertThat(ComparisonFormat.HTML.write(comparison).lines())
                .filteredOn(line -> line.startsWith("<tr class"))
                .hasSize(4)
                .allMatch(line -> line.contains("[environments differ: cpu]"));
        assertThat(ComparisonFormat.TEXT.write(comparison).lines().skip(2))
                .hasSize(4)
                .allMatch(line -> line.endsWith("[environments differ: cpu]"));
    }

    @Test
    void writesTextTablesAndPages() throws IOException {
        var comparison = compare(USUAL, SLOWER);

        assertThat(ComparisonFormat.TEXT.write(comparison))
                .startsWith("before -> after\n")
                .contains("server_cpu_us_per_request: 10 us -> 11 us, ratio 1.100 (95 %")
                .contains("): worse\n");
        assertThat(ComparisonFormat.CSV.write(comparison).lines()).hasSize(5);
        assertThat(ComparisonFormat.HTML.write(comparison))
                .contains(
                        "<tr class=\"worse\"><td>throughput EPOLL, 64 connections, 64 B</td>"
                                + "<td>server_cpu_us_per_request</td>"
                                + "<td class=\"number\">10 us</td>"
                                + "<td class=\"number\">11 us</td>"
                                + "<td class=\"number\">1.100</td>")
                .contains("<h1>before -&gt; after</h1>");
    }

    @Test
    void aQuestionNarrowedBeforehandNeedsFewerForks() throws IOException {
        var before = new SmallRun(results, "before", 5);
        var after = new SmallRun(results, "after", 5);
        for (int model = 0; model < 10; model++) {
            before.measured(SmallRun.cell("MODEL_" + model), 10, 10.1, 9.9, 10.05, 9.95);
            after.measured(SmallRun.cell("MODEL_" + model), 11, 11.1, 10.9, 11.05, 10.95);
        }
        var narrow = new ComparisonScope(List.of(Metric.SERVER_CPU), List.of("MODEL_7"));

        var all = RunComparison.of(before.read(), after.read(), ComparisonScope.ALL);
        var one = RunComparison.of(before.read(), after.read(), narrow);

        assertThat(all.changes())
                .extracting(Change::outcome)
                .containsOnly("n too small: 10 compared together need 6 forks of each run");
        assertThat(one.changes()).extracting(Change::outcome).containsExactly("worse");
        for (var format : ComparisonFormat.values()) {
            assertThat(format.write(one)).contains("server_cpu_us_per_request of MODEL_7");
        }
    }

    @Test
    void refusesRunsThatHaveNothingInCommon() throws IOException {
        var before = new SmallRun(results, "before", 6).measured(EPOLL, USUAL).read();
        var after = new SmallRun(results, "after", 6).measured(NETTY, USUAL).read();

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
                new SmallRun(place, "before", 6).measured(EPOLL, before).read(),
                new SmallRun(place, "after", 6).measured(EPOLL, after).read(),
                ComparisonScope.ALL);
    }

    private static Change change(RunComparison comparison, Metric metric) {
        return comparison.changes().stream()
                .filter(change -> change.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    private static double[] noisy(Random random) {
        return DoubleStream.generate(() -> 10 + 0.2 * random.nextGaussian()).limit(6).toArray();
    }

    private static Run in(Run run, String environment) {
        JsonObject json = JsonParser.parseString(environment).getAsJsonObject();
        return new Run(run.plan(), run.forks(), run.samples(), run.latencies(), json);
    }
}
