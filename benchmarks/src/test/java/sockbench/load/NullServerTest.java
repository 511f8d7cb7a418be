package sockbench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sockbench.api.ServerConfig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

@Timeout(20)
class NullServerTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 64, 65_535})
    void isAnsweredRightlyWhereThereAreNoLetters(int bodyBytes) throws IOException {
        try (var server = new NullServer().start(ServerConfig.loopback());
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
