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
import sockbench.models.HeldHandler;
import sockbench.models.Models;
import sockbench.protocol.RequestedWork;

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

    /// As many requests can wait at the same time.
    @ParameterizedTest
    @EnumSource(Posting.class)
    void moreThreadsServeThePortWhereHandlersBlock(Posting posting) throws IOException {
        try (var handler = new HeldHandler();
                var server =
                        new CompletionPortModel(posting)
                                .start(ServerConfig.loopback().withHandler(handler));
                var crowd = new Crowd(server)) {
            crowd.grow(1);

            assertThat(Crowd.threads("completion-port-")).isEqualTo(200);
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

    /// As many as may run are in their handlers, two are blocked, nobody else is left to run.
    @ParameterizedTest
    @EnumSource(Posting.class)
    void handlersRunInNoMoreThreadsThanItsConcurrency(Posting posting) throws IOException {
        var handler = new HeldHandler();
        var config = ServerConfig.loopback().withThreads(2).withHandler(handler);
        try (var server = new CompletionPortModel(posting).start(config);
                handler;
                var crowd = new Crowd(server)) {
            crowd.grow(8).send(0);
            for (int handled = 0; handled < 8; handled++) {
                int running = Math.min(2, 8 - handled);
                await().until(() -> handler.running() == running);
                await().until(() -> sleeping() >= 2);

                assertThat(handler.running()).isEqualTo(running);
                handler.release();
            }
            crowd.receive(0);
        }
    }

    @ParameterizedTest
    @EnumSource(Posting.class)
    void asManyRunWhileOthersWait(Posting posting) throws IOException {
        var handler = new HeldHandler();
        var config = ServerConfig.loopback().withThreads(2).withHandler(handler);
        try (var server = new CompletionPortModel(posting).start(config);
                handler;
                var waiting = new Crowd(server);
                var crowd = new Crowd(server)) {
            waiting.grow(2).send(RequestedWork.MOST_MICROS);
            await().until(() -> handler.running() == 2);
            handler.release();
            handler.release();
            crowd.grow(3).send(0);

            await().until(() -> handler.running() == 2);
            handler.release();
            handler.release();
            handler.release();
            crowd.receive(0);
        }
    }

    /// Threads of the port that sleep until they are called.
    private static long sleeping() {
        return Thread.getAllStackTraces().keySet().stream().filter(PortUsers::asleep).count();
    }

    private static Server startWithFirstData() throws IOException {
        return new CompletionPortModel(Posting.LITERAL_WITH_FIRST_DATA)
                .start(ServerConfig.loopback());
    }
}
