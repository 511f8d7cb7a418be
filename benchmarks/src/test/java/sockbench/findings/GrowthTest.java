package sockbench.findings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Memory per connection is shown where a server has grown by more than a JVM does by itself.
class GrowthTest {
    private static final Cell HELD =
            new Cell(Question.SCALE, "EPOLL", 1_000, 64, LoopType.CLOSED, 0, 0);

    @TempDir Path results;

    @Test
    void aGrowthOfManyMegabytesIsShown() throws IOException {
        var finding = growth(10_000, 11_000);

        assertThat(finding.verdict()).isEqualTo(Verdict.VALID);
        assertThat(finding.estimate()).isNotNull();
    }

    /// The same fork may well have shrunk.
    @Test
    void aGrowthThatAJvmMakesByItselfIsWithheld() throws IOException {
        var finding = growth(10_000, -300);

        assertThat(finding.verdict()).isEqualTo(Verdict.UNAVAILABLE);
        assertThat(finding.reason())
                .isEqualTo(
                        "too small: a fork grew by -0.3 MiB, other things of a process by up to 2");
        assertThat(finding.estimate()).isNull();
    }

    private Finding growth(double... bytesPerConnection) throws IOException {
        var run = new SmallRun(results, "a-run", bytesPerConnection.length).plan(HELD);
        for (double bytes : bytesPerConnection) {
            run.fork(HELD, Map.of(Metric.BYTES_PER_CONNECTION, bytes));
        }
        return Findings.of(run.read()).getFirst();
    }
}
