package sockbench.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import sockbench.decide.Rules;
import sockbench.host.CpuSplit;
import sockbench.host.Pinning;
import sockbench.models.Models;
import sockbench.plan.BenchOptions;
import sockbench.plan.Profile;
import sockbench.provenance.Manifest;
import sockbench.provenance.Signature;
import sockbench.report.Report;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.run.BenchRun;
import sockbench.run.EarlierPart;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// Measures, then writes the report.
@Command(
        name = "bench",
        description = {
            "Runs the benchmarks and writes a report under results/.",
            "Every option can also be given as -Dbench.NAME=VALUE, e.g. -Dbench.bodyBytes=64."
        },
        mixinStandardHelpOptions = true,
        defaultValueProvider = BenchProperties.class)
final class BenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--profile", description = "effort: ${COMPLETION-CANDIDATES} (default: quick)")
    private Profile profile = Profile.QUICK;

    @Option(
            names = "--models",
            split = ",",
            converter = ModelName.class,
            description = "models to compare (default: all; see list)")
    private @Nullable List<Models> models;

    @Option(
            names = "--questions",
            split = ",",
            converter = QuestionName.class,
            description =
                    "throughput, nio-generator, round-trip, capacity, load-curve, efficiency, idle,"
                            + " scale, wait, burn, head-of-line, mixed-sizes, churn (default: the"
                            + " profile's)")
    private @Nullable List<Question> questions;

    @Option(names = "--connections", split = ",", description = "open connections")
    private @Nullable List<Integer> connections;

    @Option(
            names = {"--body-bytes", "--bodyBytes"},
            split = ",",
            description = "bytes of each request's body")
    private @Nullable List<Integer> bodyBytes;

    @Option(
            names = "--threads",
            split = ",",
            description = "thread budgets of servers; 0 is each model's natural number")
    private @Nullable List<Integer> threads;

    @Option(
            names = "--reference",
            converter = ModelName.class,
            description = "what every model is measured against (default: ${DEFAULT-VALUE})")
    private Models reference = Models.REACTOR;

    @Option(
            names = "--goal",
            paramLabel = "PERCENT",
            converter = Percent.class,
            description =
                    "half-width of a ratio's interval at which forks are enough (default: 2%%)")
    private double goal = 0.02;

    @Option(
            names = "--rounds",
            description = "forks per cell (default: as many as the goal and the time allow)")
    private @Nullable Integer rounds;

    @Option(names = "--seed", description = "of order, schedules and payloads (default: the time)")
    private @Nullable Long seed;

    @Option(
            names = {"--server-cpus", "--serverCpus"},
            description = "CPUs of servers, e.g. 1 or 2-3; none: unpinned")
    private @Nullable String serverCpus;

    @Option(
            names = {"--client-cpus", "--clientCpus"},
            description = "CPUs of generators; none: unpinned")
    private @Nullable String clientCpus;

    @Option(names = "--name", description = "last part of the run's directory")
    private @Nullable String name;

    @Option(names = "--results", description = "where runs go (default: results)")
    private Path results = Path.of("results");

    @Option(
            names = "--target",
            paramLabel = "HOST:PORT",
            converter = HostAndPort.class,
            description = "a running server to measure too")
    private @Nullable InetSocketAddress target;

    @Option(
            names = {"--allow-remote", "--allowRemote"},
            description = "needed for a target that is not on this machine")
    private boolean allowRemote;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description =
                    "what a service needs, as in decide; the report says which models give it")
    private @Nullable Path rules;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            converter = ExistingRun.class,
            description =
                    "go on with a run that was killed, with its own options and without repeating"
                            + " a fork that ended")
    private @Nullable RunDirectory resume;

    @Option(
            names = "--sign",
            paramLabel = "KEY",
            description = "sign the run with an SSH key, as ssh-keygen -Y sign does")
    private @Nullable Path key;

    @Parameters(description = "after --: options for JMH, e.g. -- -prof gc")
    private List<String> jmh = List.of();

    @Override
    public Integer call() throws Exception {
        if (target != null) {
            Loopback.require(target, allowRemote);
            Loopback.requireListening(target);
        }
        var needs = rules == null ? null : Rules.read(rules);
        if (key != null && !Files.isReadable(key)) {
            throw new IllegalArgumentException("there is no key " + key);
        }
        var run = resume == null ? begun() : resumed(resume);
        var directory = run.directory();
        int failed = run.run();
        if (needs != null) {
            needs.write(directory);
        }
        Manifest.write(directory);
        if (key != null) {
            Signature.make(directory, key);
        }
        Report.of(directory).write(directory);
        System.out.println("report: " + directory.file("report.html"));
        if (failed > 0) {
            System.err.println(failed + " forks FAILED; the report says why");
        }
        return failed == 0 ? 0 : 1;
    }

    private BenchRun begun() throws IOException {
        var options = options();
        return new BenchRun(
                options,
                RunName.directory(options.results(), options.name()),
                EarlierPart.none(),
                given(),
                command(options),
                System.out);
    }

    /// With the options that the run was given when it began.
    private BenchRun resumed(RunDirectory directory) throws IOException {
        var mine = given();
        mine.remove("resume");
        if (!mine.isEmpty()) {
            throw new IllegalArgumentException(
                    "a run is resumed with its own options: leave out "
                            + String.join(", ", mine.keySet()));
        }
        var plan = directory.plan();
        var earlier = EarlierPart.of(directory);
        var recorded = RecordedOptions.parse(new BenchCommand(), plan);
        return new BenchRun(
                recorded.options(), directory, earlier, plan.options(), plan.command(), System.out);
    }

    private BenchOptions options() {
        var split = CpuSplit.here();
        return new BenchOptions(
                profile,
                models == null ? Arrays.asList(Models.values()) : models,
                questions == null ? profile.questions() : questions,
                connections == null ? profile.connections() : connections,
                bodyBytes == null ? profile.bodyBytes() : bodyBytes,
                threads == null ? profile.threads() : threads,
                reference,
                goal,
                rounds,
                seed == null ? System.currentTimeMillis() : seed,
                serverCpus == null
                        ? split.server()
                        : Pinning.parse(serverCpus).usable("--server-cpus"),
                clientCpus == null
                        ? split.client()
                        : Pinning.parse(clientCpus).usable("--client-cpus"),
                name == null ? profile.id() : name,
                results,
                target == null ? "" : Loopback.words(target),
                jmh);
    }

    /// The options that were given, on the command line or as properties. A run is published, so it
    /// must not tell where on a machine files are; rules stand beside it, in a file of their own.
    private Map<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        for (var option : spec.options()) {
            if (option.stringValues().isEmpty() || option.type() == Path.class) {
                continue;
            }
            given.put(BenchProperties.name(option), String.join(",", option.stringValues()));
        }
        return given;
    }

    /// What reproduces the run, with the seed that was drawn.
    private String command(BenchOptions options) {
        var given = given();
        given.put("seed", Long.toString(options.seed()));
        return Stream.concat(
                        Stream.of("mvn verify -Pbench"),
                        given.entrySet().stream()
                                .map(option ->
                                        "-Dbench.%s=%s"
                                                .formatted(option.getKey(), option.getValue())))
                .reduce((all, next) -> all + " " + next)
                .orElseThrow();
    }
}
