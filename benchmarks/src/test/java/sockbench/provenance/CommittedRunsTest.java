package sockbench.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sockbench.compare.BuildComparison;
import sockbench.compare.BuildComparison.BuildChange;
import sockbench.findings.Finding;
import sockbench.findings.Findings;
import sockbench.measured.RecordedRun;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.Verdict;
import sockbench.results.WindowField;
import sockbench.stats.Ratio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the documents say of the runs in the repository.
class CommittedRunsTest {
    private static final Path RESULTS = Path.of("../results");
    private static final String FIRST = "20261125T041022Z-quick";

    /// Of 43 headline ratios.
    private static final int CITABLE = 39;

    private static final String STANDARD = "20261125T031001Z-standard";
    private static final String HANDLERS = "20261125T235424Z-handlers";
    private static final String SECOND = "20261125T041712Z-quick";

    @Test
    void twoRunsOfOneBuildAgree() throws IOException {
        var first = headlines(FIRST);
        var second = headlines(SECOND);

        assertThat(first).hasSizeGreaterThanOrEqualTo(CITABLE);
        assertThat(second).hasSizeGreaterThanOrEqualTo(CITABLE);
        first.keySet().retainAll(second.keySet());
        assertThat(first)
                .hasSizeGreaterThanOrEqualTo(CITABLE)
                .allSatisfy((cell, ratio) -> {
                    var other = Objects.requireNonNull(second.get(cell));
                    assertThat(ratio.low()).isLessThanOrEqualTo(other.high());
                    assertThat(ratio.high()).isGreaterThanOrEqualTo(other.low());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {FIRST, SECOND})
    void halfOfTheIntervalsAreNarrowerThanTheGoal(String name) throws IOException {
        var halfWidths =
                headlines(name).values().stream()
                        .mapToDouble(Ratio::relativeHalfWidth)
                        .sorted()
                        .toArray();

        assertThat(halfWidths[halfWidths.length / 2]).isLessThan(0.02);
    }

    @ParameterizedTest
    @ValueSource(strings = {FIRST, SECOND})
    void theReferenceDoesNotDifferFromItself(String name) throws IOException {
        var control = new Cell(Question.THROUGHPUT, "REACTOR", 64, 64, LoopType.CLOSED, 0, 0);

        assertThat(headlines(name).get(control)).isNotNull();
        assertThat(Objects.requireNonNull(headlines(name).get(control)).excludesOne()).isFalse();
    }

    /// A window of a subject is an iteration of JMH's, and an operation a request.
    @ParameterizedTest
    @ValueSource(strings = {FIRST, SECOND})
    void scoresOfJmhAreTheRatesOfTheWindows(String name) throws IOException {
        var run = new RunDirectory(RESULTS.resolve(name));
        for (var result : run.readJson("jmh.json").getAsJsonArray()) {
            var benchmark = result.getAsJsonObject();
            var params = benchmark.getAsJsonObject("params");
            var question = params.get("question").getAsString();
            var model = params.get("model").getAsString();
            double score = benchmark.getAsJsonObject("primaryMetric").get("score").getAsDouble();

            assertThat(score / rate(run, question, model))
                    .as("%s %s", question, model)
                    .isCloseTo(1, within(0.005));
        }
    }

    @Test
    void mostPercentilesBelowSaturationCanBeCited() throws IOException {
        var findings =
                Findings.of(new RunDirectory(RESULTS.resolve(STANDARD))).stream()
                        .filter(finding -> finding.cell().question() == Question.LOAD_CURVE)
                        .filter(finding -> finding.verdict() != Verdict.OVERLOAD)
                        .toList();

        assertThat(citable(findings, Metric.RESPONSE_P50)).isGreaterThan(0.7);
        assertThat(citable(findings, Metric.RESPONSE_P99)).isGreaterThan(0.5);
    }

    /// The cost of a request that asks for work.
    @Test
    void mostCostsOfHandlersCanBeCited() throws IOException {
        var findings =
                Findings.of(new RunDirectory(RESULTS.resolve(HANDLERS))).stream()
                        .filter(finding -> finding.verdict() != Verdict.UNAVAILABLE)
                        .toList();

        assertThat(citable(findings, Metric.SERVER_CPU)).isGreaterThan(0.7);
    }

    private static double citable(List<Finding> findings, Metric metric) {
        var all = findings.stream().filter(finding -> finding.metric() == metric).toList();

        assertThat(all).hasSizeGreaterThan(50);
        return (double) all.stream().filter(Finding::isCitable).count() / all.size();
    }

    @Test
    void aBuildSlowedByTwoPercentIsFoundInNineOfTenTries() throws IOException {
        var tries = tries("try-slowed");

        assertThat(tries).hasSize(10);
        assertThat(tries)
                .filteredOn(changes -> !changes.regressions(0).isEmpty())
                .hasSizeGreaterThan(8);
    }

    /// By whatever metric.
    @Test
    void anUnchangedBuildIsCalledChangedInOneOfTwentyTriesAtMost() throws IOException {
        var tries = tries("try-unchanged");

        assertThat(tries).hasSize(20);
        assertThat(tries)
                .filteredOn(changes -> changes.changes().stream().anyMatch(BuildChange::isChanged))
                .hasSizeLessThan(2);
    }

    private static List<BuildComparison> tries(String name) throws IOException {
        var comparisons = new ArrayList<BuildComparison>();
        try (var runs = Files.newDirectoryStream(RESULTS, "*-" + name + "-*")) {
            for (var run : runs) {
                comparisons.add(BuildComparison.of(RecordedRun.read(new RunDirectory(run))));
            }
        }
        return comparisons;
    }

    private static double rate(RunDirectory run, String question, String model) throws IOException {
        return run.windows().stream()
                .filter(window -> window.arm() == Arm.SUBJECT)
                .filter(window -> window.cell().question().id().equals(question))
                .filter(window -> window.cell().model().equals(model))
                .mapToDouble(window ->
                        1e9
                                * window.value(WindowField.COMPLETED)
                                / window.value(WindowField.WALL_NS))
                .average()
                .orElseThrow();
    }

    /// Valid ones.
    private static Map<Cell, Ratio> headlines(String name) throws IOException {
        var ratios = new LinkedHashMap<Cell, Ratio>();
        for (var finding : Findings.of(new RunDirectory(RESULTS.resolve(name)))) {
            if (isHeadline(finding) && finding.isCitable()) {
                ratios.put(finding.cell(), Objects.requireNonNull(finding.ratio()));
            }
        }
        return ratios;
    }

    private static boolean isHeadline(Finding finding) {
        return switch (finding.cell().question()) {
            case THROUGHPUT -> finding.metric() == Metric.SERVER_CPU;
            case ROUND_TRIP -> finding.metric() == Metric.RESPONSE_P50;
            default -> false;
        };
    }
}
