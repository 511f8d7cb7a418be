package sockbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.host.Pinning;
import sockbench.load.LoadResult;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Loop;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.Sample;
import sockbench.results.Verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class ForkLogTest {
    private static final int ITERATIONS = 2;
    private static final Cell LOW =
            new Cell(Question.LOAD_CURVE, "EPOLL", 64, 64, Loop.OPEN_POISSON, 3_000, 0);
    private static final Cell HIGH = LOW.withOffered(9_000);

    @TempDir Path results;

    @Test
    void givesEachRateTheIterationsThatBelongToIt() throws IOException {
        var log = new ForkLog(order(1), List.of(LOW, HIGH));
        for (int i = 0; i < 2 * ITERATIONS; i++) {
            log.window(nothing(), Map.of(Metric.SERVER_CPU, (double) i));
        }
        log.end();

        assertThat(run().samples())
                .filteredOn(sample -> sample.metric() == Metric.SERVER_CPU)
                .extracting(Sample::cell, Sample::iteration, Sample::value)
                .containsExactly(
                        tuple(LOW, 1, 0.0),
                        tuple(LOW, 2, 1.0),
                        tuple(HIGH, 1, 2.0),
                        tuple(HIGH, 2, 3.0));
        assertThat(run().forks())
                .extracting(Fork::cell, Fork::outcome)
                .containsExactly(tuple(LOW, Verdict.VALID), tuple(HIGH, Verdict.VALID));
    }

    @Test
    void aSampleIsTheMeanOfItsWindowsAndTheLeastStandsBesideIt() throws IOException {
        var log = new ForkLog(order(3), List.of(LOW));
        for (double cpu : new double[] {6, 5, 7, 8, 9, 10}) {
            log.window(nothing(), Map.of(Metric.SERVER_CPU, cpu));
        }
        log.end();

        assertThat(run().samples())
                .filteredOn(sample -> sample.iteration() > 0)
                .extracting(Sample::iteration, Sample::metric, Sample::value)
                .containsExactlyInAnyOrder(
                        tuple(1, Metric.SERVER_CPU, 6.0),
                        tuple(1, Metric.SERVER_CPU_UNDISTURBED, 5.0),
                        tuple(2, Metric.SERVER_CPU, 9.0),
                        tuple(2, Metric.SERVER_CPU_UNDISTURBED, 8.0));
    }

    @Test
    void keepsWhatWasMeasuredBelowAnOverload() throws IOException {
        var log = new ForkLog(order(1), List.of(LOW, HIGH));
        for (int i = 0; i < ITERATIONS + 1; i++) {
            log.window(nothing(), Map.of(Metric.SERVER_CPU, 1.0));
        }
        log.end(Verdict.OVERLOAD, "slower than offered");
        log.end(Verdict.FAILED, "said later");

        assertThat(run().samples()).extracting(Sample::cell).containsOnly(LOW);
        assertThat(run().forks())
                .extracting(Fork::cell, Fork::outcome, Fork::reason)
                .containsExactly(
                        tuple(LOW, Verdict.VALID, ""),
                        tuple(HIGH, Verdict.OVERLOAD, "slower than offered"));
    }

    @Test
    void keepsNothingOfAForkThatFailed() throws IOException {
        var log = new ForkLog(order(1), List.of(LOW, HIGH));
        for (int i = 0; i < ITERATIONS; i++) {
            log.window(nothing(), Map.of(Metric.SERVER_CPU, 1.0));
        }
        log.end(Verdict.FAILED, "a wrong answer");

        assertThat(run().samples()).isEmpty();
        assertThat(run().forks())
                .extracting(Fork::outcome)
                .containsExactly(Verdict.FAILED, Verdict.FAILED);
    }

    private RunDirectory run() {
        return new RunDirectory(results.resolve("a-run"));
    }

    private ForkOrder order(int windows) {
        return new ForkOrder(
                run().path(),
                1,
                1,
                Question.LOAD_CURVE,
                1,
                Instant.EPOCH,
                Pinning.parse(""),
                new Effort(Duration.ZERO, ITERATIONS, Duration.ZERO, windows),
                "",
                0);
    }

    private static LoadResult nothing() {
        var empty = new Histogram(3);
        return new LoadResult(
                Loop.OPEN_POISSON, 1, 64, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, empty, empty, empty);
    }
}
