package sockbench.syscalls;

import sockbench.host.Pinning;
import sockbench.host.ServerProcess;
import sockbench.load.ClosedLoop;
import sockbench.load.LoadConfig;
import sockbench.load.LoadResult;
import sockbench.models.Models;
import sockbench.results.WholeFile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Counts the system calls and context switches of every model's server per request, closed loop,
/// server on CPU 0 and client on CPU 1, and writes them to a CSV file.
final class SystemCallsMain {
    private static final String HEADER =
            "model,connections,body_bytes,requests,system_calls,context_switches";
    private static final int[] CONNECTIONS = {1, 64};
    private static final int BODY_BYTES = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration COUNTING = Duration.ofSeconds(2);

    private SystemCallsMain() {}

    /// @param args the file to write, then models; without them, all
    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            System.err.println("Usage: SystemCallsMain FILE.csv [MODEL …]");
            System.exit(2);
        }
        var rows = new ArrayList<>(List.of(HEADER));
        var named = Arrays.asList(args).subList(1, args.length);
        for (var model : Models.values()) {
            if (!named.isEmpty() && !named.contains(model.name())) {
                continue;
            }
            var unavailable = model.create().unavailable();
            if (unavailable.isPresent()) {
                System.out.println(model + " is left out: " + unavailable.get());
                continue;
            }
            for (int connections : CONNECTIONS) {
                if (connections == 1 || !model.has(Models.Trait.ONE_CONNECTION)) {
                    rows.add(row(model, connections));
                }
            }
        }
        WholeFile.write(Path.of(args[0]), String.join("\n", rows) + "\n");
    }

    private static String row(Models model, int connections) throws IOException {
        try (var server = ServerProcess.start(model.name(), 0, Pinning.parse("0"))) {
            return Pinning.parse("1").around(() -> count(model, connections, server));
        }
    }

    private static String count(Models model, int connections, ServerProcess server)
            throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        var load = LoadConfig.to(address).withConnections(connections).withBodyBytes(BODY_BYTES);
        try (var generator = new ClosedLoop(load)) {
            run(generator, WARM_UP);
            var perf = PerfStat.start(server.pid());
            var answered = run(generator, COUNTING).answered();
            var counts = perf.stop();
            long calls = counts.systemCalls();
            long switches = counts.contextSwitches();
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %4d connections: %.2f system calls, %.2f context switches%n",
                    model,
                    connections,
                    (double) calls / answered,
                    (double) switches / answered);
            return "%s,%d,%d,%d,%d,%d"
                    .formatted(model, connections, BODY_BYTES, answered, calls, switches);
        }
    }

    private static LoadResult run(ClosedLoop generator, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        generator.begin();
        while (System.nanoTime() - end < 0) {
            generator.complete();
        }
        return generator.finish();
    }
}
