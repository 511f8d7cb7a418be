package sockbench.load.nullserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.load.ClosedLoop;
import sockbench.load.LoadConfig;
import sockbench.load.OpenLoop;
import sockbench.load.Schedule;
import sockbench.load.transport.UringTransport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

@Timeout(20)
class NullServerTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 64, 65_535})
    void theOneOfTheJdkAnswersRightly(int bodyBytes) throws IOException {
        answersRightly(NullServer.selector(ServerConfig.loopback()), bodyBytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 64, 65_535})
    void theOneOverARingAnswersRightly(int bodyBytes) throws IOException {
        assumeTrue(RingEcho.unavailable().isEmpty());
        answersRightly(NullServer.ring(ServerConfig.loopback()), bodyBytes);
    }

    @Test
    void theCeilingIsTheRingWhereverAGeneratorMayHaveOne() {
        assertThat(RingEcho.unavailable()).isEqualTo(UringTransport.unavailable());
    }

    /// A peer that reads nothing until all buffers are its own.
    @Test
    void goesOnWhenBuffersRanOut() throws IOException, InterruptedException {
        assumeTrue(RingEcho.unavailable().isEmpty());
        try (var server = NullServer.ring(ServerConfig.loopback().withThreads(1));
                var client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            byte[] bytes = new byte[128 * 1024 * 1024];
            var writer = Thread.startVirtualThread(() -> write(client, bytes));
            Awaitility.await().until(() -> server.requests() >= RingEcho.BUFFERS);

            assertThat(client.getInputStream().readNBytes(bytes.length)).hasSize(bytes.length);
            writer.join();
        }
    }

    private static void write(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (IOException reset) {
            throw new UncheckedIOException(reset);
        }
    }

    /// Several requests on one connection, so that answers wait for each other.
    @Test
    void keepsTheOrderOfAConnection() throws IOException {
        assumeTrue(RingEcho.unavailable().isEmpty());
        try (var server = NullServer.ring(ServerConfig.loopback());
                var loop = new OpenLoop(config(server), Schedule.poisson(50_000, 1))) {
            var result = loop.run(Duration.ofMillis(300));

            assertThat(result.answered()).isEqualTo(result.sent());
        }
    }

    @Test
    void closesWhatItsPeersHaveClosed() throws IOException {
        assumeTrue(RingEcho.unavailable().isEmpty());
        try (var server = NullServer.ring(ServerConfig.loopback())) {
            for (int i = 0; i < 3; i++) {
                try (var loop = new ClosedLoop(config(server).withConnections(300))) {
                    loop.run(Duration.ofMillis(20));

                    assertThat(server.connections()).isEqualTo(300);
                }
                Awaitility.await().until(() -> server.connections() == 0);
            }
        }
    }

    private static void answersRightly(Server server, int bodyBytes) throws IOException {
        try (server;
                var loop =
                        new ClosedLoop(
                                config(server).withConnections(16).withBodyBytes(bodyBytes))) {
            loop.begin();
            for (int i = 0; i < 1000; i++) {
                loop.complete();
            }
            var result = loop.finish();

            assertThat(result.answered()).isEqualTo(result.sent());
        }
    }

    private static LoadConfig config(Server server) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        return LoadConfig.to(address).withoutLetters();
    }
}
