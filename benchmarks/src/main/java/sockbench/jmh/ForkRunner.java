package sockbench.jmh;

import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.profile.ProfilerFactory;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import sockbench.fork.ForkSpec;
import sockbench.plan.BenchOptions;
import sockbench.plan.Builds;
import sockbench.plan.PlannedFork;
import sockbench.plan.QuestionKind;
import sockbench.results.Fork;
import sockbench.results.RunDirectory;
import sockbench.results.ServerKind;
import sockbench.results.Verdict;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Runs one fork: a fresh JMH process, pinned to the client's CPUs, which starts fresh servers.
public final class ForkRunner {
    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-Xms512m",
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    // The compilers' threads are looked up once.
                    "-XX:-UseDynamicNumberOfCompilerThreads",
                    // JMH's loop turns once per request: at 10,000/s it would become hot seconds
                    // after the measurement has begun.
                    "-XX:Tier3BackEdgeThreshold=6000",
                    "-XX:Tier4BackEdgeThreshold=4000",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /// A fork that takes so many times as long as expected, and this much more, has stopped.
    private static final int SLOWER = 3;

    private static final Duration LONGEST_FORK =
            Duration.ofSeconds(Long.getLong("sockbench.forkDeadlineSeconds", 120));

    /// Let JMH's own loop be compiled, and what is done between iterations; the load is steady
    /// before.
    private static final int REHEARSALS = 6;

    private final BenchOptions options;
    private final Builds builds;
    private final RunDirectory directory;
    private final JmhResults jmh;

    /// @throws IOException if what an earlier part left cannot be read
    public ForkRunner(BenchOptions options, Builds builds, RunDirectory directory)
            throws IOException {
        this.options = options;
        this.builds = builds;
        this.directory = directory;
        this.jmh = new JmhResults(directory);
    }

    /// @throws IllegalArgumentException in one line if JMH does not take these options
    public static void check(List<String> jmh) {
        try {
            var options = new CommandLineOptions(jmh.toArray(String[]::new));
            for (var profiler : options.getProfilers()) {
                var _ = ProfilerFactory.getProfilerOrException(profiler);
            }
        } catch (CommandLineOptionException | ProfilerException refused) {
            throw new IllegalArgumentException(
                    "JMH does not take %s: %s"
                            .formatted(
                                    String.join(" ", jmh),
                                    String.valueOf(refused.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse("")),
                    refused);
        }
    }

    /// @return how the fork ended for each of its cells; what it measured is on disk
    public List<Fork> run(PlannedFork fork, int round, int number) throws IOException {
        var spec = spec(fork, round, number);
        try (var deadline = new ForkDeadline(limit(fork))) {
            return run(fork, spec, deadline);
        }
    }

    private static Duration limit(PlannedFork fork) {
        return LONGEST_FORK.plus(fork.expected().multipliedBy(SLOWER));
    }

    private List<Fork> run(PlannedFork fork, ForkSpec spec, ForkDeadline deadline)
            throws IOException {
        try {
            var results = options.clientCpus().around(() -> run(fork, spec));
            if (fork.kind().hasIterations()) {
                jmh.add(spec, results);
            }
            return outcomes(spec, "the fork left no result");
        } catch (ForkFailure failure) {
            return outcomes(
                    spec,
                    deadline.hasPassed()
                            ? "it had not ended after %s and was ended".formatted(deadline.limit())
                            : failure.reason());
        }
    }

    private Collection<RunResult> run(PlannedFork fork, ForkSpec spec) throws ForkFailure {
        try {
            return new Runner(jmhOptions(fork, spec)).run();
        } catch (RunnerException | CommandLineOptionException failure) {
            throw new ForkFailure(failure);
        }
    }

    /// The fork writes its own rows. Without them it was ended from outside.
    private List<Fork> outcomes(ForkSpec spec, String failure) throws IOException {
        var rows = rows(spec.number());
        if (rows.isEmpty()) {
            for (var cell : spec.cells()) {
                directory.append(spec.ended(cell, Verdict.FAILED, failure));
            }
            rows = rows(spec.number());
        }
        return rows;
    }

    private List<Fork> rows(int number) throws IOException {
        return directory.forks().stream().filter(row -> row.number() == number).toList();
    }

    private ForkSpec spec(PlannedFork fork, int round, int number) {
        boolean target =
                fork.cells().stream().anyMatch(cell -> cell.serverKind() == ServerKind.TARGET);
        return new ForkSpec(
                directory.path().toAbsolutePath().toString(),
                number,
                round,
                options.seed() + number,
                Instant.now().toString(),
                ProcessHandle.current().pid(),
                options.serverCpus().toString(),
                builds,
                fork.stages(),
                fork.effort(),
                target ? options.target() : "");
    }

    private static Class<?> benchmark(QuestionKind kind) {
        return switch (kind) {
            case IDLE -> IdleConnections.class;
            case SCALE -> ManyConnections.class;
            case WORK -> WorkingRequests.class;
            case CHURN -> ComingAndGoing.class;
            case CLOSED_LOOP, NIO_GENERATOR, CAPACITY, OPEN_LOOP -> Requests.class;
        };
    }

    private Options jmhOptions(PlannedFork fork, ForkSpec spec) throws CommandLineOptionException {
        var arguments = new ArrayList<>(JVM_OPTIONS);
        arguments.add(spec.asJvmArgument());
        var window = TimeValue.milliseconds(fork.effort().windowMillis());
        return new OptionsBuilder()
                .parent(new CommandLineOptions(options.jmh().toArray(String[]::new)))
                .include("^" + benchmark(fork.kind()).getName() + "\\.")
                .jvmArgs(arguments.toArray(String[]::new))
                .forks(1)
                .warmupIterations(fork.kind().hasIterations() ? REHEARSALS : 0)
                .warmupTime(window)
                .measurementIterations(fork.kind().hasIterations() ? fork.iterations() : 1)
                .measurementTime(window)
                .timeout(TimeValue.seconds(limit(fork).toSeconds()))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }
}
