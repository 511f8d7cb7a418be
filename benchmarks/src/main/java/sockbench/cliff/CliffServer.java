package sockbench.cliff;

import sockbench.host.ServerProcess;
import sockbench.load.LoadResult;
import sockbench.load.crowd.Crowd;
import sockbench.load.crowd.RequestMix;
import sockbench.load.transport.LoadFailure;
import sockbench.load.transport.RequestBody;
import sockbench.results.Limits;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;

/// One server in a process of its own, and its connections, which become more and more.
final class CliffServer implements AutoCloseable {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration WINDOW = Duration.ofMillis(200);
    private static final int WINDOWS = 5;
    private static final double JUDGED = 99;
    private static final double NANOS_PER_MICRO = 1e3;

    private static final RequestBody BODY = new RequestBody(64, 1, true);

    private final CliffPlan plan;
    private final ServerProcess server;
    private final Crowd crowd;
    private boolean warm;

    private CliffServer(CliffPlan plan, ServerProcess server, Crowd crowd) {
        this.plan = plan;
        this.server = server;
        this.crowd = crowd;
    }

    static CliffServer start(CliffPlan plan) throws IOException {
        var server = ServerProcess.start(plan.model(), 0, plan.cpus().server());
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            return new CliffServer(plan, server, Crowd.fewBusy(address, BODY, plan.most()));
        } catch (IOException noRing) {
            end(server);
            throw noRing;
        }
    }

    /// Opens more connections and measures 64 busy ones among them.
    CliffStep at(int connections) {
        int answered = 0;
        try {
            warmUp();
            var census = crowd.growTo(connections);
            answered = census.answered();
            return census.isComplete()
                    ? judged(connections, middleWindow())
                    : obstructed(connections, answered, census.obstacle());
        } catch (LoadFailure notAnswered) {
            return obstructed(connections, answered, String.valueOf(notAnswered.getMessage()));
        } catch (IOException ours) {
            var reason = String.valueOf(ours.getMessage());
            return new CliffStep(connections, answered, Double.NaN, CliffLimit.GENERATOR, reason);
        }
    }

    private void warmUp() throws IOException {
        if (!warm && crowd.growTo(CliffPlan.FIRST).isComplete()) {
            window(WARM_UP);
            warm = true;
        }
    }

    /// By its p99: what the machine does to one or two windows is not the server's.
    private LoadResult middleWindow() throws IOException {
        window(WINDOW); // what the number of connections is new to does not count
        var windows = new ArrayList<LoadResult>();
        while (windows.size() < WINDOWS) {
            windows.add(window(WINDOW));
        }
        windows.sort(Comparator.comparingDouble(CliffServer::p99Micros));
        return windows.get(WINDOWS / 2);
    }

    private LoadResult window(Duration length) throws IOException {
        return crowd.window(CliffPlan.FIRST, length, RequestMix.plain());
    }

    private CliffStep judged(int connections, LoadResult window) {
        double micros = p99Micros(window);
        long objective = plan.objective().toNanos();
        if (micros <= objective / NANOS_PER_MICRO) {
            return new CliffStep(connections, connections, micros, CliffLimit.NONE, "");
        }
        if (window.busy() > Limits.GENERATOR_BUSY.value()) {
            var reason = "was %.0f %% busy".formatted(100 * window.busy());
            return new CliffStep(connections, connections, micros, CliffLimit.GENERATOR, reason);
        }
        if (window.longestGapNanos() > objective) {
            var reason = "lost its CPU for %.1f ms".formatted(window.longestGapNanos() / 1e6);
            return new CliffStep(connections, connections, micros, CliffLimit.GENERATOR, reason);
        }
        var reason = "%.0f us".formatted(micros);
        return new CliffStep(connections, connections, micros, CliffLimit.P99, reason);
    }

    /// @param seen by the generator
    private CliffStep obstructed(int connections, int answered, String seen) {
        var words = server.lastWords();
        return new CliffStep(
                connections,
                answered,
                Double.NaN,
                CliffLimit.SERVER,
                words.isEmpty() ? seen : words);
    }

    private static double p99Micros(LoadResult window) {
        return LoadResult.micros(window.response(), JUDGED);
    }

    @Override
    public void close() {
        crowd.close();
        end(server);
    }

    /// One that failed has been found out by its connections already.
    private static void end(ServerProcess server) {
        try {
            server.close();
        } catch (IOException failed) {
            // it is gone, however
        }
    }
}
