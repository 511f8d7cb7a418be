package sockbench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

@Timeout(20)
class NullServerTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 64, 65_535})
    void anEchoIsRightWhereThereAreNoLetters(int bodyBytes) throws IOException {
        answersRightly(NullServer.echo(ServerConfig.loopback()), bodyBytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 64, 65_535})
    void answersRightlyWhereThereAreNoLetters(int bodyBytes) throws IOException {
        answersRightly(new NullServer().start(ServerConfig.loopback()), bodyBytes);
    }

    private static void answersRightly(Server server, int bodyBytes) throws IOException {
        try (server;
                var loop =
                        new ClosedLoop(
                                LoadConfig.to(address(server.port()))
                                        .withConnections(16)
                                        .withBodyBytes(bodyBytes)
                                        .withoutLetters())) {
            loop.begin();
            for (int i = 0; i < 1000; i++) {
                loop.complete();
            }
            var result = loop.finish();

            assertThat(result.answered()).isEqualTo(result.sent());
        }
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
