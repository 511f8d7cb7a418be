package sockbench.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sockbench.compare.BuildComparison;
import sockbench.findings.Finding;
import sockbench.findings.Findings;
import sockbench.measured.Run;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.Loop;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.WindowField;
import sockbench.stats.Ratio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What the documents say of the runs in the repository.
class CommittedRunsTest {
    private static final String FIRST = "20261125T004719Z-quick";
    private static final String SECOND = "20261125T005300Z-quick";

    @Test
    void twoRunsOfOneBuildAgree() throws IOException {
        var first = headlines(FIRST);
        var second = headlines(SECOND);

        assertThat(first).hasSize(41);
        assertThat(second.keySet()).isEqualTo(first.keySet());
        assertThat(first)
                .allSatisfy((cell, ratio) -> {
                    var other = Objects.requireNonNull(second.get(cell));
                    assertThat(ratio.low()).isLessThanOrEqualTo(other.high());
                    assertThat(ratio.high()).isGreaterThanOrEqualTo(other.low());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {FIRST, SECOND})
    void theReferenceDoesNotDifferFromItself(String name) throws IOException {
        var control = new Cell(Question.THROUGHPUT, "REACTOR", 64, 64, Loop.CLOSED, 0, 0);

        assertThat(headlines(name).get(control)).isNotNull();
        assertThat(Objects.requireNonNull(headlines(name).get(control)).excludesOne()).isFalse();
    }

    /// A window of a subject is an iteration of JMH's, and an operation a request.
    @ParameterizedTest
    @ValueSource(strings = {FIRST, SECOND})
    void scoresOfJmhAreTheRatesOfTheWindows(String name) throws IOException {
        var run = new RunDirectory(Path.of("../results", name));
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

    @ParameterizedTest
    @CsvSource({
        "20261125T012856Z-slowed-2, true", "20261125T012452Z-slowed, true",
        "20261125T012602Z-unchanged, false", "20261125T012658Z-unchanged, false"
    })
    void aSlowerBuildIsCalledSlowerAndTheSameOneIsNot(String name, boolean slower)
            throws IOException {
        var run = Run.read(new RunDirectory(Path.of("../results", name)));
        var cost =
                BuildComparison.of(run).changes().stream()
                        .filter(change -> change.finding().metric() == Metric.SERVER_CPU)
                        .findFirst()
                        .orElseThrow();

        assertThat(cost.isChanged()).isEqualTo(slower);
        assertThat(cost.isRegression(0.01)).isEqualTo(slower);
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
        for (var finding : Findings.of(new RunDirectory(Path.of("../results", name)))) {
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
