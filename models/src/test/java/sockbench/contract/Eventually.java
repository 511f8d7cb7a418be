package sockbench.contract;

import static org.awaitility.Awaitility.await;

import sockbench.api.Server;

import java.time.Duration;

/// What is not true at once, because a server learns of it from the kernel.
final class Eventually {
    private static final Duration INTERVAL = Duration.ofMillis(2);

    private Eventually() {}

    static void connections(Candidate model, Server server, int count) {
        await("connections() = " + count)
                .pollDelay(Duration.ZERO)
                .pollInterval(INTERVAL)
                .atMost(model.patience())
                .until(() -> server.connections() == count);
    }
}
