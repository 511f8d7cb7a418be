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
import java.time.Duration;
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
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /// Lets JMH's own loop be compiled; the load is steady before.
    private static final TimeValue JMH_WARM_UP = TimeValue.milliseconds(100);

    private final BenchOptions options;
    private final RunDirectory directory;
    private final JmhResults jmh = new JmhResults();

    ForkRunner(BenchOptions options, RunDirectory directory) {
        this.options = options;
        this.directory = directory;
    }

    /// How a fork ended and, for the eye, the score JMH saw.
    record Ended(Fork fork, String score) {}

    /// @return how the fork ended; what it measured is on disk
    Ended run(Cell cell, int round, int number) throws IOException {
        var started = Instant.now();
        var order = order(cell, round, number, started);
        try {
            var results = options.clientCpus().around(() -> run(order, cell));
            jmh.add(cell, results, directory);
            return new Ended(outcome(cell, order, "the fork left no result"), score(results));
        } catch (ForkFailure failure) {
            return new Ended(outcome(cell, order, failure.reason()), "");
        }
    }

    private Collection<RunResult> run(ForkOrder order, Cell cell) throws ForkFailure {
        try {
            return new Runner(jmhOptions(order, cell)).run();
        } catch (RunnerException | CommandLineOptionException failure) {
            throw new ForkFailure(failure);
        }
    }

    /// The fork writes its own row. Without one it was ended from outside.
    private Fork outcome(Cell cell, ForkOrder order, String failure) throws IOException {
        var forks = directory.forks();
        if (!forks.isEmpty() && forks.getLast().number() == order.number()) {
            return forks.getLast();
        }
        var seconds = Duration.between(order.started(), Instant.now()).toMillis() / 1e3;
        var fork =
                new Fork(
                        order.number(),
                        order.round(),
                        cell,
                        order.started(),
                        seconds,
                        Verdict.FAILED,
                        failure);
        directory.append(fork);
        return fork;
    }

    private static String score(Collection<RunResult> results) {
        return results.stream()
                .map(RunResult::getPrimaryResult)
                .map(result -> "%,.1f %s".formatted(result.getScore(), result.getScoreUnit()))
                .findFirst()
                .orElse("");
    }

    private ForkOrder order(Cell cell, int round, int number, Instant started) {
        return new ForkOrder(
                directory.path(),
                number,
                round,
                cell.question(),
                options.seed() + number,
                started,
                options.serverCpus(),
                options.profile().effort(cell.question()),
                cell.model().equals(Cell.TARGET) ? options.target() : "",
                ProcessHandle.current().pid());
    }

    private Options jmhOptions(ForkOrder order, Cell cell) throws CommandLineOptionException {
        var effort = options.profile().effort(cell.question());
        var arguments = new ArrayList<>(JVM_OPTIONS);
        arguments.addAll(order.asJvmArguments());
        return new OptionsBuilder()
                .parent(new CommandLineOptions(options.jmh().toArray(String[]::new)))
                .include("^" + benchmark(cell.question()).getName() + "\\.")
                .param("model", cell.model())
                .param("connections", Integer.toString(cell.connections()))
                .param("bodyBytes", Integer.toString(cell.bodyBytes()))
                .param("loop", cell.loop().name())
                .param("offeredPerSecond", Double.toString(cell.offeredPerSecond()))
                .param("threads", Integer.toString(cell.threads()))
                .jvmArgs(arguments.toArray(String[]::new))
                .addProfiler(IterationMetrics.class)
                .forks(1)
                .warmupIterations(cell.question() == Question.CAPACITY ? 0 : 1)
                .warmupTime(JMH_WARM_UP)
                .measurementIterations(
                        cell.question() == Question.CAPACITY ? 1 : effort.iterations())
                .measurementTime(TimeValue.milliseconds(effort.iteration().toMillis()))
                .timeout(TimeValue.seconds(60))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static Class<?> benchmark(Question question) {
        return switch (question) {
            case CEILING, THROUGHPUT -> ClosedLoopThroughput.class;
            case ROUND_TRIP -> RoundTrip.class;
            case LOAD_CURVE -> ResponseTime.class;
            case CAPACITY -> CapacitySearch.class;
            case IDLE ->
                    throw new IllegalArgumentException("not measured by JMH: " + question.id());
        };
    }
}
