package sockbench.models.eventselect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.models.Crowd;

import java.io.IOException;

/// At most 64 events for each wait: one to wake up and 63 of sockets.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventSelectLimitTest {
    private final EventSelectModel model = new EventSelectModel();
    private Server server;
    private Crowd crowd;

    @BeforeEach
    void start() throws IOException {
        var reason = model.unavailable();
        assumeTrue(reason.isEmpty(), reason::toString);
        server = model.start(ServerConfig.loopback());
        crowd = new Crowd(server);
    }

    @AfterEach
    void stop() throws IOException {
        crowd.close();
        server.close();
    }

    @Test
    void sixtyThreeSocketsNeedOneThread() throws IOException {
        crowd.grow(63).ask();

        assertThat(waitingThreads()).isEqualTo(1);
    }

    @Test
    void theSixtyFourthSocketStartsAThread() throws IOException {
        crowd.grow(63).ask().grow(1).ask();

        assertThat(waitingThreads()).isEqualTo(2);
    }

    @Test
    void aThreadWithoutSocketsEnds() throws IOException {
        crowd.grow(64).ask().shrink(1);

        await().untilAsserted(() -> assertThat(waitingThreads()).isEqualTo(1));
        crowd.ask();
    }

    @Test
    void aPlaceThatIsFreeAgainIsTaken() throws IOException {
        crowd.grow(63).ask().shrink(10);
        crowd.ask(); // answered only after the thread has counted those that left
        crowd.grow(10).ask();

        assertThat(waitingThreads()).isEqualTo(1);
    }

    /// All but the one that accepts.
    private static long waitingThreads() {
        return Crowd.threads("event-select-") - 1;
    }
}
