package sockbench.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.load.nullserver.NullServer;
import sockbench.load.transport.LoadFailure;
import sockbench.load.transport.RequestBody;
import sockbench.models.Models;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrowdTest {
    private static final int COUNT = 1_500;
    private static final int BUSY = 150;
    private static final Duration WINDOW = Duration.ofMillis(50);

    @BeforeAll
    static void needsRings() {
        assumeTrue(Crowd.unavailable().isEmpty(), () -> Crowd.unavailable().orElseThrow());
    }

    @Test
    void everyConnectionIsAnswered() throws IOException {
        try (var server = Models.EPOLL.create().start(ServerConfig.loopback());
                var crowd = crowd(server.port())) {
            assertThat(crowd.growTo(100).answered()).isEqualTo(100);
            var census = crowd.growTo(COUNT);

            assertThat(census.isComplete()).isTrue();
            assertThat(census.obstacle()).isEmpty();
            assertThat(server.connections()).isEqualTo(COUNT);
        }
    }

    /// Its acceptances are held by those who say nothing, so nobody may wait for too many of them.
    @Test
    void whoIsAcceptedWithItsFirstDataIsAnswered() throws IOException {
        try (var server = Models.COMPLETION_PORT_ACCEPT_EX.create().start(ServerConfig.loopback());
                var crowd = crowd(server.port())) {
            assertThat(crowd.growTo(COUNT).isComplete()).isTrue();
        }
    }

    @Test
    void aWindowAsksOnlyThoseThatAreBusy() throws IOException {
        try (var server = Models.EPOLL.create().start(ServerConfig.loopback());
                var crowd = crowd(server.port())) {
            crowd.growTo(COUNT);
            long before = server.requests();
            var result = crowd.window(BUSY, WINDOW, RequestMix.plain());

            assertThat(result.connections()).isEqualTo(BUSY);
            assertThat(result.answered()).isGreaterThanOrEqualTo(BUSY);
            assertThat(result.answered()).isEqualTo(server.requests() - before);
            assertThat(result.outstanding()).isZero();
            assertThat(result.littlesLawError()).isLessThan(0.5);
        }
    }

    @Test
    void whoHasGoneIsNotCounted() throws IOException {
        try (var crowd = openedAndLost()) {
            var census = crowd.growTo(COUNT);

            assertThat(census.isComplete()).isFalse();
            assertThat(census.answered()).isZero();
            assertThat(census.obstacle()).isNotEmpty();
        }
    }

    @Test
    void aBusyConnectionThatHasGoneFailsTheWindow() throws IOException {
        try (var crowd = openedAndLost()) {
            assertThatThrownBy(() -> crowd.window(BUSY, WINDOW, RequestMix.plain()))
                    .isInstanceOf(LoadFailure.class);
        }
    }

    /// An echo has the letters of the request, not of the answer.
    @Test
    void whoIsAnsweredWronglyDoesNotCount() throws IOException {
        try (var echo = new NullServer().start(ServerConfig.loopback());
                var crowd = crowd(echo.port())) {
            var census = crowd.growTo(100);

            assertThat(census.answered()).isZero();
            assertThat(census.obstacle()).isEqualTo("a wrong answer");
        }
    }

    /// The backlog holds connections of which the server knows nothing.
    @Test
    void whoIsNotAnsweredDoesNotCount() throws IOException {
        try (var silent = new ServerSocket(0, COUNT, InetAddress.getLoopbackAddress());
                var crowd = crowd(silent.getLocalPort())) {
            var census = crowd.growTo(10);

            assertThat(census.answered()).isZero();
            assertThat(census.obstacle()).isEqualTo("no answer");
        }
    }

    @Test
    void closingResetsAll() throws IOException {
        try (var server = Models.EPOLL.create().start(ServerConfig.loopback())) {
            try (var crowd = crowd(server.port())) {
                crowd.growTo(COUNT);
            }

            await().until(() -> server.connections() == 0);
        }
    }

    private static Crowd openedAndLost() throws IOException {
        Server server = Models.EPOLL.create().start(ServerConfig.loopback());
        var crowd = crowd(server.port());
        crowd.growTo(COUNT);
        server.close();
        return crowd;
    }

    private static Crowd crowd(int port) throws IOException {
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return Crowd.fewBusy(at, new RequestBody(64, 1, true), COUNT);
    }
}
