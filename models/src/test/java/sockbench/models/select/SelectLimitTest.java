package sockbench.models.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.api.ServerConfig;
import sockbench.models.Crowd;

import java.io.IOException;

/// More connections than a set has bits.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SelectLimitTest {
    private static final ServerConfig ONE_THREAD = ServerConfig.loopback().withThreads(1);

    private final SelectModel model = new SelectModel();

    @BeforeEach
    void available() {
        var reason = model.unavailable();
        assumeTrue(reason.isEmpty(), reason::toString);
    }

    @Test
    void aThirdOfTheBitsNeedsOneThread() throws IOException {
        try (var server = model.start(ONE_THREAD);
                var crowd = new Crowd(server)) {
            crowd.grow(300).ask();

            assertThat(Crowd.threads("select-")).isEqualTo(1);
        }
    }

    @Test
    void socketsWithoutABitGoToAThreadWithATableOfItsOwn() throws IOException {
        try (var server = model.start(ONE_THREAD);
                var crowd = new Crowd(server)) {
            crowd.grow(1100).ask();

            assertThat(server.connections()).isEqualTo(1100);
            assertThat(Crowd.threads("select-")).isEqualTo(2);
        }
    }

    /// The copy of a descriptor table keeps connections open that are closed elsewhere, unless they
    /// are closed in the copy.
    @Test
    void connectionsOfTheFirstThreadEndWhileTheSecondRuns() throws IOException {
        try (var server = model.start(ONE_THREAD);
                var crowd = new Crowd(server)) {
            crowd.grow(1100).ask().shrink(1100);

            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aThreadThatIsFullIsFollowedByAnother() throws IOException {
        try (var server = model.start(ONE_THREAD);
                var crowd = new Crowd(server)) {
            crowd.grow(2500).ask();

            assertThat(server.connections()).isEqualTo(2500);
            assertThat(Crowd.threads("select-")).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void aBudgetOfThreadsSharesTheConnections() throws IOException {
        try (var server = model.start(ServerConfig.loopback().withThreads(3));
                var crowd = new Crowd(server)) {
            crowd.grow(30).ask().shrink(10).grow(10).ask();

            assertThat(Crowd.threads("select-")).isEqualTo(3);
        }
    }
}
