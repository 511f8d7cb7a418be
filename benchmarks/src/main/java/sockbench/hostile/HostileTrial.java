package sockbench.hostile;

import sockbench.host.ServerProcess;
import sockbench.load.ClosedLoop;
import sockbench.load.LoadConfig;
import sockbench.load.OpenLoop;
import sockbench.load.Schedule;
import sockbench.load.transport.LoadFailure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One server, its good peers, and one kind of bad ones, who come and go: window by window with and
/// without them, in blocks of two whose order alternates. Runs on the calling thread, which is
/// pinned to the generator's CPUs meanwhile.
public final class HostileTrial {
    private static final Duration WARM_UP = Duration.ofSeconds(2);

    /// After a change, before the next window without bad peers: what they left behind goes.
    private static final Duration SETTLING = Duration.ofMillis(200);

    /// After which a good peer is not answered.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final byte[] QUESTION = {2, 0, 'h', 'i'};
    private static final byte[] ANSWER = {2, 0, 'H', 'I'};

    private final HostilePlan plan;
    private final BadPeers kind;
    private final String model;
    private final List<HostileWindow> windows = new ArrayList<>();

    private HostileTrial(HostilePlan plan, BadPeers kind, String model) {
        this.plan = plan;
        this.kind = kind;
        this.model = model;
    }

    /// @param model a registry name, or the class name of an [sockbench.api.IoModel]
    /// @param spins whether the server leaves nothing of its CPU: bad peers then share it
    /// @throws IOException if the server or the bad peers cannot be started
    public static HostileOutcome run(HostilePlan plan, BadPeers kind, String model, boolean spins)
            throws IOException {
        return plan.cpus().client().around(() -> new HostileTrial(plan, kind, model).run(spins));
    }

    private HostileOutcome run(boolean spins) throws IOException {
        var cpus = plan.cpus().server();
        var server = ServerProcess.start(model, 0, cpus);
        try (var attack = new AttackProcess(server.port(), cpus, !spins)) {
            return measured(address(server), attack);
        } finally {
            end(server);
        }
    }

    private HostileOutcome measured(InetSocketAddress server, AttackProcess attack) {
        var config =
                LoadConfig.to(server)
                        .withConnections(plan.connections())
                        .withSeed(plan.seed())
                        .withPatience(PATIENCE);
        try {
            try (var warm = new ClosedLoop(config)) {
                warm.run(WARM_UP);
            }
            var schedule = Schedule.poisson(plan.ratePerSecond(), plan.seed());
            try (var good = new OpenLoop(config, schedule)) {
                measure(good, server, attack);
            }
            return HostileOutcome.of(model, kind, windows);
        } catch (LoadFailure | IOException | UncheckedIOException notAnswered) {
            var reason = String.valueOf(notAnswered.getMessage());
            return HostileOutcome.broken(model, kind, reason, windows);
        }
    }

    private void measure(OpenLoop good, InetSocketAddress server, AttackProcess attack)
            throws IOException {
        for (int block = 0; block < plan.blocks(); block++) {
            for (int position = 0; position < 2; position++) {
                boolean hostile = (block + position) % 2 == 1;
                good.run(SETTLING);
                if (hostile) {
                    attack.begin(kind);
                }
                var result = good.run(plan.window());
                double newcomer = newcomerMicros(server);
                var deeds = hostile ? attack.end() : Attack.Deeds.NONE;
                windows.add(HostileWindow.of(block, position, hostile, result, newcomer, deeds));
            }
        }
    }

    /// @throws IOException if it is not answered
    private static double newcomerMicros(InetSocketAddress server) throws IOException {
        long began = System.nanoTime();
        try (var socket = new Socket()) {
            int patience = Math.toIntExact(PATIENCE.toMillis());
            socket.connect(server, patience);
            socket.setSoTimeout(patience);
            socket.getOutputStream().write(QUESTION);
            if (!Arrays.equals(socket.getInputStream().readNBytes(ANSWER.length), ANSWER)) {
                throw new IOException("one who came new got a wrong answer, or none");
            }
            return (System.nanoTime() - began) / 1e3;
        } catch (IOException notServed) {
            throw new IOException(
                    "one who came new was not served: " + notServed.getMessage(), notServed);
        }
    }

    /// One that failed has been found out by its good peers already.
    private static void end(ServerProcess server) {
        try {
            server.close();
        } catch (IOException failed) {
            // it is gone, however
        }
    }

    private static InetSocketAddress address(ServerProcess server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }
}
