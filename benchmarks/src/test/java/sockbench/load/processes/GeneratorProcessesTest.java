package sockbench.load.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.host.ChildJvm;
import sockbench.host.Pinning;
import sockbench.load.LoadConfig;
import sockbench.load.OfferedLoad;
import sockbench.load.TestServer;
import sockbench.load.transport.LoadFailure;
import sockbench.models.Models;
import sockbench.results.LoopType;
import sockbench.results.Verdict;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

/// Generators in processes of their own, against servers in this one.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorProcessesTest {
    private static final Duration SHORT = Duration.ofMillis(500);

    @Test
    void countsOfAllProcessesAddUpToTheServers() throws IOException {
        try (var server = Models.REACTOR.create().start(ServerConfig.loopback());
                var generators = GeneratorProcesses.open(config(server, 7), closedLoop(2), 2)) {
            long first = generators.run(SHORT).answered();
            var second = generators.run(SHORT);

            assertThat(first + second.answered()).isEqualTo(server.requests());
            assertThat(second.sent()).isEqualTo(second.answered());
            assertThat(second.outstanding()).isZero();
        }
    }

    @Test
    void everyAnswerIsInTheMergedHistograms() throws IOException {
        try (var server = Models.REACTOR.create().start(ServerConfig.loopback());
                var generators = GeneratorProcesses.open(config(server, 4), poisson(2_000, 2), 2)) {
            var result = generators.run(SHORT);

            assertThat(result.answered()).isPositive();
            assertThat(result.response().getTotalCount()).isEqualTo(result.answered());
            assertThat(result.service().getTotalCount()).isEqualTo(result.answered());
            assertThat(result.lag().getTotalCount()).isEqualTo(result.answered());
        }
    }

    /// The count of a Poisson process of 4,000 has a standard deviation of 63.
    @Test
    void processesShareTheRate() throws IOException {
        try (var server = Models.REACTOR.create().start(ServerConfig.loopback());
                var generators = GeneratorProcesses.open(config(server, 4), poisson(4_000, 2), 2)) {
            var result = generators.run(Duration.ofSeconds(1));

            assertThat(result.offeredPerSecond()).isCloseTo(4_000, within(400.0));
        }
    }

    @Test
    void threadsOfProcessesShareTheConnections() throws IOException {
        try (var server = Models.REACTOR.create().start(ServerConfig.loopback());
                var generators = GeneratorProcesses.open(config(server, 9), closedLoop(4), 2)) {
            var result = generators.run(SHORT);

            assertThat(result.generators()).isEqualTo(4);
            assertThat(result.connections()).isEqualTo(9).isEqualTo(server.connections());
        }
    }

    @Test
    void warmsUpEveryGenerator() throws IOException {
        try (var server = Models.REACTOR.create().start(ServerConfig.loopback());
                var generators = GeneratorProcesses.open(config(server, 4), closedLoop(4), 2)) {
            assertThat(generators.warmUp(SHORT)).hasSize(4);
        }
    }

    @Test
    void aRefusedConnectionIsOneLine() throws IOException {
        var nobody = unusedPort();

        assertThatThrownBy(() ->
                        GeneratorProcesses.open(
                                LoadConfig.to(nobody).withConnections(2), closedLoop(2), 2))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("connection [01] to .*:\\d+: Connection refused");
    }

    @Test
    void aProcessThatIsKilledFailsTheLoadAndEndsTheOthers() throws IOException {
        long survivor;
        try (var server = Models.REACTOR.create().start(ServerConfig.loopback());
                var generators = GeneratorProcesses.open(config(server, 2), closedLoop(2), 2)) {
            survivor = generators.pids().getFirst();
            ProcessHandle.of(generators.pids().getLast()).orElseThrow().destroyForcibly();
            var failure =
                    catchThrowableOfType(
                            LoadFailure.class, () -> generators.run(Duration.ofHours(1)));

            assertThat(failure.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(failure).hasMessage("the generator 1 process ended with status 137");
        }
        Awaitility.await().until(() -> ProcessHandle.of(survivor).isEmpty());
    }

    @Test
    void aWrongAnswerToOneProcessFailsTheLoad() throws IOException {
        try (var server =
                        new TestServer((request, answer, out) -> {
                            answer[answer.length - 1] ^= (byte) (request == 100 ? 1 : 0);
                            out.write(answer);
                        });
                var generators =
                        GeneratorProcesses.open(config(server.address(), 2), closedLoop(2), 2)) {
            var failure =
                    catchThrowableOfType(
                            LoadFailure.class, () -> generators.run(Duration.ofHours(1)));

            assertThat(failure.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(failure).hasMessageContaining("byte 65 of the frame");
        }
    }

    @Test
    void anOverloadIsStillOneWhenItHasTravelled() throws IOException {
        try (var server =
                        new TestServer((request, answer, out) -> {
                            TestServer.waitUntil(System.nanoTime() + 1_000_000);
                            out.write(answer);
                            out.flush();
                        });
                var generators =
                        GeneratorProcesses.open(
                                config(server.address(), 2).withPatience(SHORT),
                                poisson(20_000, 2),
                                2)) {
            var failure =
                    catchThrowableOfType(
                            LoadFailure.class, () -> generators.run(Duration.ofHours(1)));

            assertThat(failure.verdict()).isEqualTo(Verdict.OVERLOAD);
            assertThat(failure).hasMessageStartingWith("slower than offered: ");
        }
    }

    /// A process that has to be killed ends with another status, which `close` would throw.
    @Test
    void aProcessEndsInTheMiddleOfARunWhenItsInputEnds() throws IOException {
        try (var server = Models.REACTOR.create().start(ServerConfig.loopback())) {
            var part = new GeneratorProcess.Part(config(server, 1), closedLoop(1), 0, 1);
            var program = List.of(GeneratorMain.class.getName(), JsonLine.line(part));
            try (var jvm = ChildJvm.start("generator", List.of(), program, Pinning.parse("none"))) {
                jvm.answer("connected", Duration.ofSeconds(30));
                jvm.say(GeneratorMain.RUN + Duration.ofHours(1));

                Awaitility.await().until(() -> server.requests() > 0);
            }
        }
    }

    private static LoadConfig config(Server server, int connections) {
        return config(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                connections);
    }

    private static LoadConfig config(InetSocketAddress server, int connections) {
        return LoadConfig.to(server).withConnections(connections);
    }

    private static OfferedLoad closedLoop(int generators) {
        return new OfferedLoad(LoopType.CLOSED, 0, 1, generators);
    }

    private static OfferedLoad poisson(double ratePerSecond, int generators) {
        return new OfferedLoad(LoopType.OPEN_POISSON, ratePerSecond, 1, generators);
    }

    private static InetSocketAddress unusedPort() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) listener.getLocalSocketAddress();
        }
    }
}
