package sockbench.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import sockbench.evidence.RunComparison.Change;
import sockbench.results.Metric;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What `docs/method.md` says about the runs in this repository.
class CommittedRunsTest {
    private static final ComparisonScope EPOLL_UNDISTURBED =
            new ComparisonScope(List.of(Metric.SERVER_CPU_UNDISTURBED), List.of("EPOLL"));

    @Test
    void twoRunsOfOneBuildDoNotDiffer() throws IOException {
        var changes =
                compare(
                                "20261121T191742Z-standard-a",
                                "20261121T194715Z-standard-b",
                                ComparisonScope.ALL)
                        .changes();

        assertThat(changes)
                .filteredOn(change -> change.comparison() != null)
                .hasSizeGreaterThan(90);
        assertThat(changes)
                .filteredOn(change -> change.outcome().matches("better|worse"))
                .hasSizeLessThanOrEqualTo(changes.size() / 20);
    }

    @Test
    void aSlowdownByFivePercentIsFound() throws IOException {
        var changes =
                compare(
                                "20261121T201154Z-epoll",
                                "20261121T194426Z-epoll-slowed",
                                EPOLL_UNDISTURBED)
                        .changes();

        assertThat(changes).extracting(Change::outcome).containsExactly("worse");
        assertThat(changes).allMatch(change -> change.isRegression(0.02));
    }

    private static RunComparison compare(String before, String after, ComparisonScope scope)
            throws IOException {
        return RunComparison.of(read(before), read(after), scope);
    }

    private static Run read(String name) throws IOException {
        return Run.read(new RunDirectory(Path.of("../results", name)));
    }
}
