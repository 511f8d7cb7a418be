package sockbench.models.overlappedevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.models.Crowd;

import java.io.IOException;

/// At most 64 events for each wait: one to wake up and one for each of 63 connections.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OverlappedEventLimitTest {
    private final OverlappedEvent model = new OverlappedEvent();

    @BeforeEach
    void available() {
        var reason = model.unavailable();
        assumeTrue(reason.isEmpty(), reason::toString);
    }

    @Test
    void sixtyThreeConnectionsNeedOneThread() throws IOException {
        try (var server = start();
                var crowd = new Crowd(server)) {
            crowd.grow(63).ask();

            assertThat(waitingThreads()).isEqualTo(1);
        }
    }

    @Test
    void theSixtyFourthConnectionStartsAThread() throws IOException {
        try (var server = start();
                var crowd = new Crowd(server)) {
            crowd.grow(63).ask().grow(1).ask();

            assertThat(waitingThreads()).isEqualTo(2);
        }
    }

    @Test
    void aThreadWithoutConnectionsEnds() throws IOException {
        try (var server = start();
                var crowd = new Crowd(server)) {
            crowd.grow(64).ask().shrink(1);

            await().untilAsserted(() -> assertThat(waitingThreads()).isEqualTo(1));
            crowd.ask();
        }
    }

    @Test
    void noThreadWaitsForNobody() throws IOException {
        try (var server = start();
                var crowd = new Crowd(server)) {
            crowd.grow(1).ask().shrink(1);

            await().untilAsserted(() -> assertThat(waitingThreads()).isZero());
            crowd.grow(1).ask();
        }
    }

    @Test
    void aSlotThatIsFreeAgainIsTaken() throws IOException {
        try (var server = start();
                var crowd = new Crowd(server)) {
            crowd.grow(63).ask().shrink(10);
            crowd.ask(); // answered only after the thread has counted those that left
            crowd.grow(10).ask();

            assertThat(waitingThreads()).isEqualTo(1);
        }
    }

    private Server start() throws IOException {
        return model.start(ServerConfig.loopback());
    }

    /// All but the one that accepts.
    private static long waitingThreads() {
        return Crowd.threads("overlapped-event-") - 1;
    }
}
