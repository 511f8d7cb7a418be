package sockbench.bench;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.Verdict;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Runs one fork: a fresh JMH process, pinned to the client's CPUs, which starts a fresh server.
final class ForkRunner {
    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-Xms512m",
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    // JMH's loop turns once per request: at 10,000/s it would become hot seconds
                    // after the measurement has begun.
                    "-XX:Tier3BackEdgeThreshold=6000",
                    "-XX:Tier4BackEdgeThreshold=4000",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /// Let JMH's own loop be compiled, and what is done between iterations; the load is steady
    /// before.
    private static final int JMH_WARM_UPS = 8;

    private static final TimeValue JMH_WARM_UP = TimeValue.milliseconds(100);

    private final BenchOptions options;
    private final RunDirectory directory;
    private final JmhResults jmh = new JmhResults();

    ForkRunner(BenchOptions options, RunDirectory directory) {
        this.options = options;
        this.directory = directory;
    }

    /// How a fork ended, by the first of its cells that did not end well if there is one, and, for
    /// the eye, the score JMH saw.
    record Ended(Fork fork, String score) {}

    /// @return how the fork ended; what it measured is on disk
    Ended run(Sweep sweep, int round, int number) throws IOException {
        var order = order(sweep.first(), round, number);
        try {
            var results = options.clientCpus().around(() -> run(order, sweep));
            jmh.add(sweep, results, directory);
            return new Ended(outcome(sweep, order, "the fork left no result"), score(results));
        } catch (ForkFailure failure) {
            return new Ended(outcome(sweep, order, failure.reason()), "");
        }
    }

    private Collection<RunResult> run(ForkOrder order, Sweep sweep) throws ForkFailure {
        try {
            return new Runner(jmhOptions(order, sweep)).run();
        } catch (RunnerException | CommandLineOptionException failure) {
            throw new ForkFailure(failure);
        }
    }

    /// The fork writes its own rows. Without them it was ended from outside.
    private Fork outcome(Sweep sweep, ForkOrder order, String failure) throws IOException {
        var rows = rows(order.number());
        if (rows.isEmpty()) {
            for (var cell : sweep.cells()) {
                directory.append(order.ended(cell, Verdict.FAILED, failure));
            }
            rows = rows(order.number());
        }
        return rows.stream()
                .filter(row -> row.outcome() != Verdict.VALID)
                .findFirst()
                .orElse(rows.getFirst());
    }

    private List<Fork> rows(int number) throws IOException {
        return directory.forks().stream().filter(row -> row.number() == number).toList();
    }

    private static String score(Collection<RunResult> results) {
        return results.stream()
                .map(RunResult::getPrimaryResult)
                .map(result -> "%,.1f %s".formatted(result.getScore(), result.getScoreUnit()))
                .findFirst()
                .orElse("");
    }

    private ForkOrder order(Cell cell, int round, int number) {
        return new ForkOrder(
                directory.path(),
                number,
                round,
                cell.question(),
                options.seed() + number,
                Instant.now(),
                options.serverCpus(),
                options.profile().effort(cell),
                cell.model().equals(Cell.TARGET) ? options.target() : "",
                ProcessHandle.current().pid());
    }

    private Options jmhOptions(ForkOrder order, Sweep sweep) throws CommandLineOptionException {
        var cell = sweep.first();
        var effort = order.effort();
        var arguments = new ArrayList<>(JVM_OPTIONS);
        arguments.addAll(order.asJvmArguments());
        return new OptionsBuilder()
                .parent(new CommandLineOptions(options.jmh().toArray(String[]::new)))
                .include("^" + benchmark(cell.question()).getName() + "\\.")
                .param("model", cell.model())
                .param("connections", Integer.toString(cell.connections()))
                .param("bodyBytes", Integer.toString(cell.bodyBytes()))
                .param("loop", cell.loop().name())
                .param("offeredPerSecond", sweep.rates())
                .param("threads", Integer.toString(cell.threads()))
                .jvmArgs(arguments.toArray(String[]::new))
                .addProfiler(IterationMetrics.class)
                .forks(1)
                .warmupIterations(isIterated(cell.question()) ? JMH_WARM_UPS : 0)
                .warmupTime(JMH_WARM_UP)
                .measurementIterations(
                        isIterated(cell.question())
                                ? effort.allWindows() * sweep.cells().size()
                                : 1)
                .measurementTime(TimeValue.milliseconds(effort.window().toMillis()))
                .timeout(TimeValue.seconds(60))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    /// Whether JMH repeats the question's one request, or calls once for all there is to do.
    static boolean isIterated(Question question) {
        return question != Question.CAPACITY && question != Question.IDLE;
    }

    private static Class<?> benchmark(Question question) {
        return switch (question) {
            case CEILING, THROUGHPUT -> ClosedLoopThroughput.class;
            case ROUND_TRIP -> RoundTrip.class;
            case LOAD_CURVE -> ResponseTime.class;
            case CAPACITY -> CapacitySearch.class;
            case IDLE -> IdleConnections.class;
        };
    }
}
