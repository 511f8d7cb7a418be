package sockbench.soak;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import sockbench.broken.WrongLives;
import sockbench.fuzz.FuzzSequence;
import sockbench.models.Models;
import sockbench.models.Models.Trait;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// Connections that come, talk and go for a long time leave nothing behind. Every byte of the
/// answers is checked, too. `-Dsoak.minutes=60` soaks each model for an hour, after a tenth of it
/// as warm-up; `-Dsoak.models=EPOLL` restricts it.
@Timeout(value = 48, unit = TimeUnit.HOURS)
class SoakIT {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration SOAK = length();
    private static final List<String> MODELS =
            List.of(System.getProperty("soak.models", "").split(",", -1));
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PEERS = 8;

    /// Between two of which everybody goes.
    private static final int FRAMES = 500;

    @BeforeAll
    static void linuxTellsWhatAProcessUses() {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "no /proc");
    }

    @ParameterizedTest
    @EnumSource(Models.class)
    void aLongTimeLeavesNothingBehind(Models model) throws IOException {
        assumeTrue(MODELS.contains("") || MODELS.contains(model.name()), "not asked for");
        var unavailable = model.create().unavailable();
        if (unavailable.isPresent()) {
            abort(unavailable.get());
        }

        assertBounded(model.name(), model.has(Trait.ONE_CONNECTION) ? 1 : PEERS, SOAK);
    }

    @ParameterizedTest
    @CsvSource({
        "A_DESCRIPTOR_LEFT_BEHIND, descriptors more",
        "A_THREAD_LEFT_BEHIND, threads more",
        "MEMORY_LEFT_BEHIND, bytes more in memory",
        "OBJECTS_LEFT_BEHIND, bytes more on the heap"
    })
    void findsWhatIsLeftBehind(WrongLives broken, String what) {
        assertThatThrownBy(() -> assertBounded(broken.name(), PEERS, SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(what);
    }

    private static void assertBounded(String model, int peers, Duration length) throws IOException {
        var random = new SplittableRandom(SEED);
        try (var server = SoakedServer.start(model);
                var traffic = new FuzzSequence(server.address(), peers, PATIENCE)) {
            run(traffic, random, length.dividedBy(10).plus(SHORT.dividedBy(2)));
            var before = quiet(server);
            long connectedBefore = traffic.connected();
            run(traffic, random, length);
            var growth = quiet(server).minus(before);

            Growth.assertBounded(growth, traffic.connected() - connectedBefore);
        }
    }

    private static void run(FuzzSequence traffic, SplittableRandom random, Duration length)
            throws IOException {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() - end < 0) {
            traffic.run(random, FRAMES);
        }
    }

    /// What the server holds once it has noticed that everybody has gone.
    private static Holdings quiet(SoakedServer server) {
        return await("everybody has gone")
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(50))
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .until(server::holdings, holdings -> true);
    }

    private static Duration length() {
        double minutes = Double.parseDouble(System.getProperty("soak.minutes", "0"));
        return minutes > 0 ? Duration.ofSeconds(Math.round(60 * minutes)) : SHORT;
    }
}
