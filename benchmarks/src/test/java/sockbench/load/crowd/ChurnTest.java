package sockbench.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sockbench.api.ServerConfig;
import sockbench.load.LoadResult;
import sockbench.load.TestServer;
import sockbench.load.TestServer.Fault;
import sockbench.load.crowd.Lifetime.Ending;
import sockbench.load.nullserver.NullServer;
import sockbench.load.transport.LoadFailure;
import sockbench.load.transport.RequestBody;
import sockbench.load.transport.SourceRotation;
import sockbench.models.Models;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChurnTest {
    private static final int PLACES = 8;
    private static final Duration WINDOW = Duration.ofMillis(50);
    private static final Lifetime TEN = new Lifetime(10, Ending.ORDERLY);

    @BeforeAll
    static void needsRings() {
        assumeTrue(Crowd.unavailable().isEmpty(), () -> Crowd.unavailable().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"1, ORDERLY", "10, ORDERLY", "1, RESET", "10, RESET", "3, MIXED"})
    void countsConnectionsWhoseRequestsWereAllAnswered(int requests, Ending ending)
            throws IOException {
        try (var server = Models.EPOLL.create().start(ServerConfig.loopback())) {
            var result = window(at(server.port()), new Lifetime(requests, ending));

            assertThat(result.answered()).isGreaterThanOrEqualTo(PLACES);
            assertThat(result.sent()).isEqualTo(result.answered());
            assertThat(result.response().getTotalCount()).isEqualTo(result.answered());
            assertThat(server.requests()).isEqualTo(requests * result.answered());
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void theGeneratorsOwnCostIsVisible() throws IOException {
        try (var server = Models.EPOLL.create().start(ServerConfig.loopback())) {
            var result = window(at(server.port()), TEN);

            assertThat(result.workNanos()).isPositive();
            assertThat(result.heldBackNanos()).isPositive();
        }
    }

    /// An echo has the letters of the request, not of the answer.
    @Test
    void aWrongAnswerFailsTheWindow() throws IOException {
        try (var echo = new NullServer().start(ServerConfig.loopback())) {
            assertFails(at(echo.port()), TEN, "a wrong answer");
        }
    }

    @Test
    void oneWrongAnswerFailsTheWindow() throws IOException {
        Fault fault =
                (request, answer, out) -> {
                    if (request == 15) {
                        answer[20] ^= 1;
                    }
                    out.write(answer);
                };
        try (var server = new TestServer(fault)) {
            assertFails(server.address(), TEN, "a wrong answer");
        }
    }

    @Test
    void aConnectionThatEndsBeforeItsLastAnswerFailsTheWindow() throws IOException {
        Fault fault =
                (request, answer, out) -> {
                    if (request == 15) {
                        throw new SocketException("on purpose");
                    }
                    out.write(answer);
                };
        try (var server = new TestServer(fault)) {
            assertFails(server.address(), TEN, "closed by the server");
        }
    }

    @Test
    void moreThanTheLastAnswerFailsTheWindow() throws IOException {
        Fault fault =
                (request, answer, out) -> {
                    out.write(answer);
                    out.write(0);
                };
        try (var server = new TestServer(fault)) {
            assertFails(
                    server.address(), new Lifetime(1, Ending.ORDERLY), "more than the last answer");
        }
    }

    @Test
    void aServerThatRefusesFailsTheWindow() throws IOException {
        int port;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }

        assertFails(at(port), TEN, "Connection refused");
    }

    /// The backlog holds connections of which the server knows nothing.
    @Test
    void aServerThatTakesNobodyFailsTheWindow() throws IOException {
        try (var silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            assertFails(at(silent.getLocalPort()), TEN, "no answer");
        }
    }

    private static void assertFails(InetSocketAddress server, Lifetime lifetime, String why) {
        assertThatThrownBy(() -> window(server, lifetime))
                .isInstanceOf(LoadFailure.class)
                .hasMessageContaining(why);
    }

    private static LoadResult window(InetSocketAddress server, Lifetime lifetime)
            throws IOException {
        var body = new RequestBody(64, 1, true);
        try (var churn = new Churn(server, body, new SourceRotation(server, 1), PLACES)) {
            return churn.window(WINDOW, lifetime);
        }
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
