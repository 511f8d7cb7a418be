package sockbench.models.completionport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.models.Crowd;
import sockbench.models.Models;

import java.io.IOException;

/// How many threads serve the port, and when a connection counts as accepted.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompletionPortModelTest {
    @BeforeEach
    void available() {
        var reason = CompletionPortModel.batched().unavailable();
        assumeTrue(reason.isEmpty(), reason::toString);
    }

    @ParameterizedTest
    @EnumSource(Posting.class)
    void twiceAsManyThreadsServeThePortAsMayRun(Posting posting) throws IOException {
        var config = ServerConfig.loopback().withThreads(3);
        try (var server = new CompletionPortModel(posting).start(config);
                var crowd = new Crowd(server)) {
            crowd.grow(1).ask();

            assertThat(Crowd.threads("completion-port-")).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETION_PORT", "COMPLETION_PORT_LITERAL"})
    void acceptsAClientThatIsSilent(Models model) throws IOException {
        try (var server = model.create().start(ServerConfig.loopback());
                var crowd = new Crowd(server)) {
            crowd.grow(1);

            await().untilAsserted(() -> assertThat(server.connections()).isEqualTo(1));
        }
    }

    @Test
    void answersTheFrameThatIsAcceptedWithItsConnection() throws IOException {
        try (var server = startWithFirstData();
                var crowd = new Crowd(server)) {
            crowd.grow(100).ask().ask();

            assertThat(server.requests()).isEqualTo(200);
        }
    }

    @Test
    void withFirstDataASilentClientIsNoConnectionYet() throws IOException {
        try (var server = startWithFirstData();
                var silent = new Crowd(server);
                var crowd = new Crowd(server)) {
            silent.grow(1);
            crowd.grow(1).ask();

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /// More of them than acceptances are outstanding.
    @Test
    void silentClientsThatLeaveMakeRoom() throws IOException {
        try (var server = startWithFirstData();
                var crowd = new Crowd(server)) {
            crowd.grow(300).shrink(300).grow(1).ask();

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private static Server startWithFirstData() throws IOException {
        return new CompletionPortModel(Posting.LITERAL_WITH_FIRST_DATA)
                .start(ServerConfig.loopback());
    }
}
