package sockbench.cli;

import org.HdrHistogram.Histogram;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import sockbench.load.GeneratorThreads;
import sockbench.load.Generators;
import sockbench.load.LoadConfig;
import sockbench.load.LoadResult;
import sockbench.load.LoadRules;
import sockbench.load.OfferedLoad;
import sockbench.load.WarmUp;
import sockbench.load.processes.GeneratorProcesses;
import sockbench.load.transport.LoadFailure;
import sockbench.load.transport.Transports;
import sockbench.results.LoopType;
import sockbench.results.ReasonedVerdict;
import sockbench.results.Verdict;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;

/// Loads any server of the protocol.
@Command(
        name = "load",
        description = {
            "Loads a server and says how it took it.",
            "Closed loop: each connection waits for its answer before it asks again.",
            "Open loop (--rate): requests are due on a schedule, whether or not answers came back."
        },
        mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "HOST:PORT", converter = HostAndPort.class, description = "the server")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private InetSocketAddress target;

    @Option(names = "--connections", description = "open connections (default: ${DEFAULT-VALUE})")
    private int connections = 64;

    @Option(names = "--body-bytes", description = "of each request (default: ${DEFAULT-VALUE})")
    private int bodyBytes = 64;

    @Option(names = "--rate", description = "requests due per second; without it, closed loop")
    private double ratePerSecond;

    @Option(names = "--constant", description = "equal gaps instead of a Poisson process")
    private boolean constant;

    @Option(
            names = "--seconds",
            description = "length of the measurement (default: ${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(
            names = "--threads",
            description = "generator threads of each process (default: ${DEFAULT-VALUE})")
    private int threads = 1;

    @Option(
            names = "--processes",
            description =
                    "generator processes that share connections and rate (default:"
                            + " ${DEFAULT-VALUE}, this one)")
    private int processes = 1;

    @Option(names = "--seed", description = "of schedule and bodies (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--transport",
            description = "${COMPLETION-CANDIDATES} (default: the cheapest here)")
    private Transports transport = Transports.best();

    @Option(
            names = "--allow-remote",
            description = "needed for a server that is not on this machine")
    private boolean allowRemote;

    @Option(
            names = "--throttle-micros",
            hidden = true,
            description = "wastes time for each request")
    private long throttleMicros;

    @Override
    public Integer call() throws IOException {
        Loopback.require(target, allowRemote);
        var config =
                LoadConfig.to(target)
                        .withConnections(connections)
                        .withBodyBytes(bodyBytes)
                        .withSeed(seed)
                        .withTransport(transport)
                        .withThrottle(Duration.of(throttleMicros, ChronoUnit.MICROS));
        var out = spec.commandLine().getOut();
        out.printf(
                "%s, %s, %d connections, %d-byte bodies, transport %s, seed %d%n",
                Loopback.words(target), inWords(), connections, bodyBytes, transport.id(), seed);
        try (var generators = open(config)) {
            return run(generators, out);
        } catch (LoadFailure failure) {
            return print(failure.reasoned(), out);
        }
    }

    private Generators open(LoadConfig config) throws IOException {
        var offer = new OfferedLoad(loop(), ratePerSecond, seed, processes * threads);
        return processes == 1
                ? GeneratorThreads.open(config, threads, offer::open)
                : GeneratorProcesses.open(config, offer, processes);
    }

    private int run(Generators generators, PrintWriter out) {
        var warmUps = generators.warmUp(WARM_UP);
        warmUps.forEach(out::println);
        var result = generators.run(Duration.ofSeconds(seconds));
        print(result, out);
        var verdict = LoadRules.verdict(result);
        boolean steady = warmUps.stream().allMatch(WarmUp::steady);
        if (verdict.verdict() == Verdict.VALID && !steady) {
            verdict = new ReasonedVerdict(Verdict.NOT_STEADY, "throughput had not settled");
        }
        return print(verdict, out);
    }

    private static int print(ReasonedVerdict verdict, PrintWriter out) {
        out.printf("verdict    %s: %s%n", verdict.verdict(), verdict.reason());
        return verdict.verdict() == Verdict.VALID ? 0 : 1;
    }

    private void print(LoadResult result, PrintWriter out) {
        out.printf("offered    %12.0f /s%n", result.offeredPerSecond());
        out.printf("sent       %12.0f /s%n", result.sentPerSecond());
        out.printf("completed  %12.0f /s%n", result.completedPerSecond());
        out.printf("%n%-32s %9s %9s %9s %9s %9s%n", "µs", "p50", "p90", "p99", "p99.9", "max");
        print("response time", result.response(), out);
        if (result.loop().isOpen()) {
            print("service time", result.service(), out);
            print("send lag", result.lag(), out);
        }
        out.printf(
                "%ngenerator  %.0f %% busy, %.2f µs CPU per request, preempted for %.1f ms at"
                        + " most%n",
                100 * result.busy(), result.cpuMicrosPerRequest(), result.longestGapNanos() / 1e6);
    }

    private void print(String name, Histogram nanos, PrintWriter out) {
        out.printf(
                "%-32s",
                "%s (%s)".formatted(name, ratePerSecond > 0 ? "open loop" : "closed loop"));
        for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
            out.printf(" %9.1f", LoadResult.micros(nanos, percentile));
        }
        out.println();
    }

    private LoopType loop() {
        if (ratePerSecond == 0) {
            return LoopType.CLOSED;
        }
        return constant ? LoopType.OPEN_CONSTANT : LoopType.OPEN_POISSON;
    }

    private String inWords() {
        return switch (loop()) {
            case CLOSED -> "closed loop";
            case OPEN_CONSTANT ->
                    "open loop, equal gaps, %.0f requests due per second".formatted(ratePerSecond);
            case OPEN_POISSON ->
                    "open loop, Poisson, %.0f requests due per second".formatted(ratePerSecond);
        };
    }
}
