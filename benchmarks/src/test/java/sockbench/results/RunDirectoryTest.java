package sockbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sockbench.results.LatencyLog.Source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class RunDirectoryTest {
    private static final Cell CLOSED =
            new Cell(Question.THROUGHPUT, "REACTOR", 64, 64, LoopType.CLOSED, 0, 0);
    private static final Cell OPEN =
            new Cell(Question.LOAD_CURVE, "EPOLL", 64, 64, LoopType.OPEN_POISSON, 12345.678, 2);

    @TempDir Path results;

    @Test
    void givesBackTheSamplesAppendedInSeveralSteps() throws IOException {
        var directory = directory();
        var first = List.of(new Sample(CLOSED, 1, 1, Metric.SERVER_RESIDENT, 1.5e8));
        var second = List.of(new Sample(OPEN, 2, 7, Metric.RESPONSE_P99, 0.1 + 0.2));

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
                        "REACTOR",
                        0.02,
                        "every half-width is below 2 %",
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
    void givesBackHistogramsOfEveryForkCellAndKind() throws IOException {
        var log = new LatencyLog(directory());
        var closed = Source.of(1, CLOSED);
        var open = Source.of(1, OPEN);

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
    void tagsHistogramsSoThatPeopleCanReadThem() throws IOException {
        var log = new LatencyLog(directory());

        log.append(Source.of(17, CLOSED), Map.of(LatencyKind.RESPONSE, histogram(1_000)));
        log.append(Source.of(18, OPEN), Map.of(LatencyKind.LAG, histogram(1_000)));

        assertThat(results.resolve("a-run/latencies.hlog"))
                .content()
                .contains("Tag=17/throughput/REACTOR.response,")
                .contains("Tag=18/load-curve/EPOLL@12345.678.lag,");
    }

    @Test
    void givesBackWindowsWithWhatIsKnownOfThem() throws IOException {
        var subject =
                new Window(
                        3,
                        CLOSED,
                        Arm.SUBJECT,
                        1,
                        2,
                        Map.of(WindowField.ANSWERED, 5_000.0, WindowField.RESPONSE_MEAN_US, 0.25));
        var reference = new Window(3, CLOSED, Arm.REFERENCE, 1, 1, Map.of());

        directory().appendWindows(List.of(subject));
        directory().appendWindows(List.of(reference));

        assertThat(directory().windows()).containsExactly(subject, reference);
        assertThat(reference.value(WindowField.ANSWERED)).isNaN();
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

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "7"})
    void saysThatAPlanIsNone(String json) throws IOException {
        Files.createDirectories(results.resolve("a-run"));
        Files.writeString(results.resolve("a-run/plan.json"), json);

        assertThatThrownBy(() -> directory().plan())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("plan.json is");
    }

    @Test
    void leavesOutARowThatWasCutOff() throws IOException {
        var first = new Sample(CLOSED, 1, 1, Metric.SERVER_RESIDENT, 1.5e8);
        directory().append(List.of(first));
        directory().append(List.of(new Sample(CLOSED, 1, 2, Metric.SERVER_RESIDENT, 1.6e8)));
        var file = results.resolve("a-run/samples.csv");
        var text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 7));

        assertThat(directory().samples()).containsExactly(first);
        assertThat(directory().cutOff()).containsExactly("samples.csv");
    }

    @ParameterizedTest
    @CsvSource({"1.5E8, NaN", "1.5E8, Infinity", "1.5E8, much", "closed, ajar", "64, many"})
    void saysInWhichLineAFileIsDamaged(String from, String to) throws IOException {
        directory().append(List.of(new Sample(CLOSED, 1, 1, Metric.SERVER_RESIDENT, 1.5e8)));
        var file = results.resolve("a-run/samples.csv");
        Files.writeString(file, Files.readString(file).replace(from, to));

        assertThatThrownBy(() -> directory().samples())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("samples.csv, line 2: ");
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

    /// Runs of earlier versions are still read: their requests asked for no work.
    @Test
    void readsFilesThatHaveNoColumnForWork() throws IOException {
        var run = directory();
        run.append(List.of(new Sample(CLOSED, 1, 1, Metric.SERVER_CPU, 8.5)));
        var file = run.file("samples.csv");
        var lines = Files.readAllLines(file);
        assertThat(lines.getFirst()).contains(",threads,work_us,");
        Files.writeString(
                file,
                lines.getFirst().replace(",work_us", "")
                        + "\n"
                        + lines.getLast().replaceFirst(",0,0,", ",0,")
                        + "\n");

        assertThat(run.samples()).singleElement().extracting(Sample::cell).isEqualTo(CLOSED);
    }
}
