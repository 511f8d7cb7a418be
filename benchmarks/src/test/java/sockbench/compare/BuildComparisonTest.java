package sockbench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.compare.BuildComparison.BuildChange;
import sockbench.findings.SmallRun;
import sockbench.measured.RecordedRun;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.stats.Ratio;

import java.io.IOException;
import java.nio.file.Path;

class BuildComparisonTest {
    private static final Cell OLD = SmallRun.cell(Cell.UNCHANGED);
    private static final double[] SAME = {10.02, 9.97, 10.04, 9.99, 10.01, 9.98};

    @TempDir Path results;

    @Test
    void findsASlowDownByTwoPercent() throws IOException {
        var comparison = comparison(10.21, 10.18, 10.23, 10.19, 10.22, 10.2);

        assertThat(cost(comparison).isChanged()).isTrue();
        assertThat(cost(comparison).words()).contains("× 1.02").endsWith(": worse");
        assertThat(comparison.regressions(0.01)).contains(cost(comparison));
    }

    @Test
    void doesNotFailABuildThatIsWorseByLessThanIsAllowed() throws IOException {
        var comparison = comparison(10.21, 10.18, 10.23, 10.19, 10.22, 10.2);

        assertThat(comparison.regressions(0.03)).isEmpty();
    }

    @Test
    void callsABuildThatNeedsLessBetter() throws IOException {
        var comparison = comparison(9.6, 9.62, 9.58, 9.61, 9.6, 9.59);

        assertThat(cost(comparison).words()).endsWith(": better");
        assertThat(comparison.regressions(0)).doesNotContain(cost(comparison));
    }

    @Test
    void doesNotCallTheSameBuildChanged() throws IOException {
        var comparison = comparison(9.99, 10.03, 9.98, 10.02, 10.0, 10.01);

        assertThat(cost(comparison).isChanged()).isFalse();
        assertThat(cost(comparison).words()).endsWith(": not changed");
    }

    @Test
    void doesNotBelieveADifferenceThatTheOldBuildHasToItself() throws IOException {
        var run =
                new SmallRun(results, "run", 6)
                        .against(Cell.UNCHANGED)
                        .measured(OLD, 10.3, 9.8, 10.4, 9.7, 10.5, 9.9)
                        .measured(SmallRun.EPOLL, 10.11, 10.1, 10.12, 10.09, 10.11, 10.1)
                        .write();

        assertThat(cost(BuildComparison.of(RecordedRun.read(run))).isChanged()).isFalse();
    }

    /// Each by itself, four numbers would call one in five equal builds changed.
    @Test
    void judgesAllNumbersTogether() throws IOException {
        var comparison = comparison(10.25, 10.05, 10.2, 10.1, 10.22, 10.0);

        assertThat(comparison.changes())
                .hasSize(4)
                .allSatisfy(change -> assertThat(change.comparison().family()).isEqualTo(4));
        assertThat(cost(comparison).finding().ratio())
                .extracting(Ratio::excludesOne)
                .isEqualTo(true);
        assertThat(cost(comparison).isChanged()).isFalse();
    }

    @Test
    void refusesARunThatComparedModels() throws IOException {
        var run = new SmallRun(results, "run", 6).measured(SmallRun.EPOLL, SAME).write();
        var read = RecordedRun.read(run);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BuildComparison.of(read))
                .withMessageContaining("did not compare two builds");
    }

    private BuildComparison comparison(double... newBuild) throws IOException {
        var run =
                new SmallRun(results, "run", 6)
                        .against(Cell.UNCHANGED)
                        .measured(OLD, SAME)
                        .measured(SmallRun.EPOLL, newBuild)
                        .write();
        return BuildComparison.of(RecordedRun.read(run));
    }

    private static BuildChange cost(BuildComparison comparison) {
        return comparison.changes().stream()
                .filter(change -> change.finding().metric() == Metric.SERVER_CPU)
                .findFirst()
                .orElseThrow();
    }
}
