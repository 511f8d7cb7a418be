package sockbench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.SplittableRandom;

/// One server and what is done to it, all drawn from a seed: its buffers and threads, too. A batch
/// fails or passes by itself, so to repeat it is to repeat whatever led to a failure, as far as it
/// lies with the peers.
///
/// @param manyPeers false for a server that serves one connection at a time
/// @param patience how long to wait for what should come at once
record FuzzBatch(IoModel model, boolean manyPeers, Duration patience) {
    private static final int FRAMES = 2000;
    private static final int MOST_PEERS = 8;
    private static final int MOST_THREADS = 3;
    private static final int BACKLOG = 128;

    /// The smallest there is, an odd one, the usual ones and one that holds any frame.
    private static final int[] BUFFER_BYTES = {64, 777, 4096, 8192, 131_072};

    /// @return requests said
    /// @throws AssertionError if an answer is wrong or missing, or the server's counts are
    long run(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        int peers = manyPeers ? random.nextInt(1, MOST_PEERS + 1) : 1;
        try (var server = model.start(config(random));
                var sequence = new FuzzSequence(address(server), peers, patience)) {
            try {
                sequence.run(random, FRAMES);
                checkCounts(server, sequence);
            } catch (IOException | AssertionError wrong) {
                throw new AssertionError(
                        "step %d, connection %d: %s"
                                .formatted(
                                        sequence.steps(), sequence.connected(), wrong.getMessage()),
                        wrong);
            }
            return sequence.said();
        }
    }

    private void checkCounts(Server server, FuzzSequence sequence) {
        await("no connection is left")
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(patience)
                .untilAsserted(() -> assertThat(server.connections()).isZero());
        assertThat(server.requests())
                .as("requests() of %,d said and %,d answered", sequence.said(), sequence.answered())
                .isBetween(sequence.answered(), sequence.said());
    }

    private static ServerConfig config(SplittableRandom random) {
        return new ServerConfig(
                InetAddress.getLoopbackAddress(),
                0,
                BACKLOG,
                random.nextInt(MOST_THREADS + 1),
                BUFFER_BYTES[random.nextInt(BUFFER_BYTES.length)],
                ServerConfig.DEFAULT_MAX_UNSENT_BYTES,
                null);
    }

    private static InetSocketAddress address(Server server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }
}
