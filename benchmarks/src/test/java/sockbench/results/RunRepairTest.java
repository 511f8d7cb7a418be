package sockbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.LatencyLog.Source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A run of which fork 1 ended, and fork 2 was killed while it wrote.
class RunRepairTest {
    private static final Cell EPOLL =
            new Cell(Question.THROUGHPUT, "EPOLL", 64, 64, LoopType.CLOSED, 0, 0);

    private RunDirectory run;

    @BeforeEach
    void killed(@TempDir Path results) throws IOException {
        run = new RunDirectory(results.resolve("killed"));
        for (int fork = 1; fork <= 2; fork++) {
            run.appendWindows(List.of(window(fork, Arm.SUBJECT), window(fork, Arm.REFERENCE)));
            run.append(List.of(new Sample(EPOLL, 1, fork, Metric.SERVER_RESIDENT, 1e8)));
            var histogram = new Histogram(3);
            histogram.recordValue(fork);
            new LatencyLog(run)
                    .append(Source.of(fork, EPOLL), Map.of(LatencyKind.RESPONSE, histogram));
        }
        run.append(new Fork(1, 1, EPOLL, Instant.EPOCH, 5, Verdict.VALID, ""));
    }

    @Test
    void takesOutWhatAForkWroteThatDidNotEnd() throws IOException {
        new RunRepair(run).repair();

        assertThat(run.windows()).hasSize(2).allMatch(window -> window.fork() == 1);
        assertThat(run.samples()).singleElement().extracting(Sample::fork).isEqualTo(1);
        assertThat(new LatencyLog(run).read()).containsOnlyKeys(Source.of(1, EPOLL));
        assertThat(run.forks()).hasSize(1);
    }

    @Test
    void takesOutLastRowsThatWereCutOff() throws IOException {
        for (var name : List.of("forks.csv", "windows.csv", "samples.csv", "latencies.hlog")) {
            Files.writeString(run.file(name), "Tag=half", StandardOpenOption.APPEND);
        }

        new RunRepair(run).repair();

        assertThat(run.cutOff()).isEmpty();
        assertThat(run.windows()).hasSize(2);
        assertThat(new LatencyLog(run).read()).hasSize(1);
    }

    @Test
    void canBeBegunAgainAfterItWasKilledItself() throws IOException {
        Files.move(run.file("windows.csv"), run.file("windows.csv.killed"));
        Files.writeString(run.file("windows.csv"), "half");

        new RunRepair(run).repair();

        assertThat(run.windows()).hasSize(2);
        assertThat(run.file("windows.csv.killed")).doesNotExist();
    }

    private static Window window(int fork, Arm arm) {
        return new Window(fork, EPOLL, arm, 1, 1, Map.of(WindowField.COMPLETED, 100.0));
    }
}
