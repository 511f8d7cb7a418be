package sockbench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.api.ServerConfig;
import sockbench.broken.WrongAnswers;
import sockbench.models.Models;
import sockbench.models.Models.Trait;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

/// Peers that send requests for ever and read no answer are held up. Each costs the server no more
/// memory than its configuration allows, the next wave of them costs nothing on top, and others are
/// served meanwhile. Measured on a process of its own.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowReadersIT {
    private static final int PEERS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// What a connection has besides its bytes: a thread's stack, objects, and most of all what an
    /// allocator cannot use again while a part of the same piece is in use.
    private static final int BESIDES_BYTES = 256 * 1024;

    private static final long LITTLE = 16 << 20;
    private static final long MUCH = 256 << 20;

    /// What a process has more of at any later time.
    private static final int NOISE_BYTES = 4 << 20;

    @BeforeAll
    static void linuxTellsWhatAProcessUses() {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "no /proc");
    }

    @EveryModel
    void slowReadersCostABoundedAmountOfMemory(Candidate model) throws IOException {
        assertBounded(model.name());
    }

    /// Always in the middle of a frame when a server has read all there is.
    @EveryModel
    void aPeerThatNeverPausesCostsNoMoreThanOthers(Candidate model) throws IOException {
        try (var server = OwnProcess.start(model.name());
                var flood = new Flood(server.port(), PATIENCE)) {
            flood.finish(LITTLE);
            long before = server.usedBytes();
            flood.finish(MUCH);

            assertThat(server.usedBytes() - before)
                    .as("bytes more in memory after %d MiB of requests", MUCH >> 20)
                    .isLessThan(NOISE_BYTES);
        }
    }

    @Test
    void aServerThatKeepsWhatItCannotSendIsFound() {
        assertThatThrownBy(() -> assertBounded(WrongAnswers.ANSWERS_HOARDED.name()))
                .isInstanceOfAny(AssertionError.class, IOException.class);
    }

    private static void assertBounded(String model) throws IOException {
        try (var server = OwnProcess.start(model)) {
            warmUp(server);
            long before = server.usedBytes();
            long first = usedWhileStuck(server, model);

            assertThat((first - before) / PEERS)
                    .as("bytes in memory for each of %d peers that read nothing", PEERS)
                    .isLessThan(ServerConfig.DEFAULT_MAX_UNSENT_BYTES + BESIDES_BYTES);

            long second = usedWhileStuck(server, model);
            assertThat((second - first) / PEERS)
                    .as("bytes more for each of as many after the first have gone")
                    .isLessThan(BESIDES_BYTES);
        }
    }

    private static long usedWhileStuck(OwnProcess server, String model) throws IOException {
        long used;
        try (var peers = new StuckPeers(server.port(), PEERS)) {
            peers.sendUntilBlocked();
            used = server.usedBytes();
            if (!Models.has(model, Trait.ONE_CONNECTION)) {
                try (var other = connect(server)) {
                    other.ask("not held up");
                }
            }
        }
        await().atMost(PATIENCE).until(() -> server.connections() == 0);
        return used;
    }

    /// Touches what a server has once for all its connections: code, and pools of its loops.
    private static void warmUp(OwnProcess server) throws IOException {
        byte[] body = Frames.random(new SplittableRandom(3), 65_535);
        for (int client = 0; client < 16; client++) {
            try (var good = connect(server)) {
                for (int i = 0; i < 20; i++) {
                    good.send(Frames.frame(body)).receive(Frames.answer(body));
                }
            }
        }
        await().atMost(PATIENCE).until(() -> server.connections() == 0);
    }

    private static Client connect(OwnProcess server) throws IOException {
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        return new Client(at, PATIENCE);
    }
}
