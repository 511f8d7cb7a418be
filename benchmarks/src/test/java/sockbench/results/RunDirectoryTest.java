package sockbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.LatencyLog.Source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class RunDirectoryTest {
    private static final Cell CLOSED =
            new Cell(Question.THROUGHPUT, "REACTOR", 64, 64, Loop.CLOSED, 0, 0);
    private static final Cell OPEN =
            new Cell(Question.LOAD_CURVE, "EPOLL", 64, 64, Loop.OPEN_POISSON, 12345.678, 2);

    @TempDir Path results;

    @Test
    void givesBackTheSamplesAppendedInSeveralSteps() throws IOException {
        var directory = directory();
        var first = List.of(new Sample(CLOSED, 1, 1, 1, Metric.REQUESTS_PER_SECOND, 1.5e5));
        var second = List.of(new Sample(OPEN, 2, 7, 0, Metric.RESPONSE_P99, 0.1 + 0.2));

        directory.append(first);
        directory.append(second);

        assertThat(directory.samples()).containsExactly(first.getFirst(), second.getFirst());
    }

    @Test
    void givesBackHowForksEnded() throws IOException {
        var fork =
                new Fork(
                        3,
                        1,
                        OPEN,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        4.25,
                        Verdict.FAILED,
                        "the server said \"no\", twice");

        directory().append(fork);

        assertThat(directory().forks()).containsExactly(fork);
    }

    @Test
    void givesBackThePlan() throws IOException {
        var plan =
                new Plan(
                        "a-run",
                        "quick",
                        42,
                        List.of(
                                Plan.PlannedCell.available(CLOSED, 3),
                                Plan.PlannedCell.unavailable(OPEN, "no io_uring")),
                        Map.of("rounds", "3"),
                        "java -jar benchmarks.jar bench --rounds 3");

        directory().write(plan);

        assertThat(directory().plan()).isEqualTo(plan);
    }

    @Test
    void givesBackHistogramsOfEveryForkRateAndKind() throws IOException {
        var log = new LatencyLog(directory());
        var closed = new Source(1, 0);
        var open = new Source(2, 12.5);

        log.append(closed, Map.of(LatencyKind.RESPONSE, histogram(1_000)));
        log.append(open, Map.of(LatencyKind.LAG, histogram(1_000, 2_000)));

        assertThat(log.read())
                .hasEntrySatisfying(
                        closed, kinds -> assertThat(kinds).containsOnlyKeys(LatencyKind.RESPONSE))
                .hasEntrySatisfying(
                        open, kinds -> assertThat(kinds).containsOnlyKeys(LatencyKind.LAG));
        assertThat(log.read().values())
                .flatExtracting(Map::values)
                .extracting(Histogram::getTotalCount)
                .containsExactly(1L, 2L);
    }

    @Test
    void saysInOneLineThatADirectoryHoldsNoRun() {
        assertThatThrownBy(() -> directory().plan())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no run: there is no plan.json");
    }

    @Test
    void saysWhichFileIsDamaged() throws IOException {
        Files.createDirectories(results.resolve("a-run"));
        Files.writeString(results.resolve("a-run/plan.json"), "{\"run\": ");

        assertThatThrownBy(() -> directory().plan())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("plan.json is damaged");
    }

    private RunDirectory directory() {
        return new RunDirectory(results.resolve("a-run"));
    }

    private static Histogram histogram(long... nanos) {
        var histogram = new Histogram(3);
        for (long value : nanos) {
            histogram.recordValue(value);
        }
        return histogram;
    }
}
