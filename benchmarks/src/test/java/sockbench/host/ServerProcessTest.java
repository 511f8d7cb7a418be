package sockbench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sockbench.broken.Dies;
import sockbench.linux.Affinity;
import sockbench.models.Models;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerProcessTest {
    private static final Pinning ANYWHERE = Pinning.parse("");

    @Test
    void countsWhatTheServerDid() throws IOException {
        try (var server = ServerProcess.start(Models.REACTOR.name(), 0, ANYWHERE);
                var client = connect(server.port())) {
            ask(client);
            var counters = server.counters();

            assertThat(counters.requests()).isEqualTo(1);
            assertThat(counters.connections()).isEqualTo(1);
            assertThat(counters.cpuMicros()).isPositive();
            assertThat(counters.residentBytes()).isGreaterThan(1 << 20);
            assertThat(counters.peakThreads()).isGreaterThan(server.threadsBefore());
        }
    }

    @Test
    void readsUsageWithoutTheRest() throws IOException {
        try (var server = ServerProcess.start(Models.REACTOR.name(), 0, ANYWHERE)) {
            var before = server.usage();
            var counters = server.counters();
            var after = server.usage();

            assertThat(counters.cpuMicros()).isBetween(before.cpuMicros(), after.cpuMicros());
            assertThat(counters.voluntarySwitches())
                    .isBetween(before.voluntarySwitches(), after.voluntarySwitches());
        }
    }

    /// The kernel's two accounts differ by a tick at most, and that one runs on.
    @Test
    void readsTheCpuClockFromOutside() throws IOException {
        try (var server = ServerProcess.start(Models.REACTOR.name(), 0, ANYWHERE)) {
            long before = server.counters().cpuMicros();
            long nanos = server.cpuNanos();
            long after = server.counters().cpuMicros();

            assertThat(nanos / 1000).isBetween(before - 10_000, after + 10_000);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPausedServerUsesNoCpuAndAnswersWhenItGoesOn() throws IOException {
        try (var server = ServerProcess.start(Models.POLLING.name(), 0, ANYWHERE);
                var client = connect(server.port())) {
            ask(client);

            assertThat(server.pause()).isEmpty();

            long before = server.cpuNanos();
            client.getOutputStream().write(new byte[] {1, 0, 'a'});
            client.setSoTimeout(20);

            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(server.cpuNanos()).isEqualTo(before);
            assertThatThrownBy(server::usage).isInstanceOf(IllegalStateException.class);

            client.setSoTimeout(0);
            server.resume();

            assertThat(client.getInputStream().readNBytes(3)).hasSize(3);
            assertThat(server.cpuNanos()).isGreaterThan(before);
        }
    }

    /// It has to be killed if it does not see the end of its input, and `close` says so.
    @Test
    void aPausedServerCloses() throws IOException {
        var server = ServerProcess.start(Models.REACTOR.name(), 0, ANYWHERE);
        server.pause();
        server.close();

        assertThat(ProcessHandle.of(server.pid())).isEmpty();
    }

    @Test
    void severalStartAtTheSameTime() throws IOException {
        try (var one = ServerProcess.launch(ServerSpec.of("REACTOR", 0), ANYWHERE);
                var other = ServerProcess.launch(ServerSpec.of("BLOCKING", 0), ANYWHERE);
                var second = other.ready();
                var first = one.ready();
                var client = connect(first.port());
                var otherClient = connect(second.port())) {
            ask(client);
            ask(otherClient);

            assertThat(first.pid()).isNotEqualTo(second.pid());
        }
    }

    @Test
    void aServerThatNobodyWaitedForIsEnded() throws IOException {
        var launched = ServerProcess.launch(ServerSpec.of("REACTOR", 0), ANYWHERE);
        launched.close();

        assertThatThrownBy(launched::ready)
                .isInstanceOf(ChildException.class)
                .hasMessageContaining("ended with status 137");
    }

    @Test
    void startsInAnotherJvmWithOtherOptions() throws IOException {
        var spec =
                ServerSpec.of("REACTOR", 0)
                        .withJava(Path.of("no", "such", "java"))
                        .withClassPath("nowhere.jar")
                        .withJvmOptions(List.of("-XX:NoSuchOption"));

        assertThatThrownBy(() -> ServerProcess.launch(spec, ANYWHERE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no/such/java");
        assertThatThrownBy(() -> start(spec.withJava(ServerSpec.of("REACTOR", 0).java())))
                .hasMessageContaining("NoSuchOption");
        assertThatThrownBy(() -> start(ServerSpec.of("REACTOR", 0).withClassPath("nowhere.jar")))
                .hasMessageContaining("ServerMain");
    }

    private static void start(ServerSpec spec) throws IOException {
        try (var launched = ServerProcess.launch(spec, ANYWHERE);
                var server = launched.ready()) {
            assertThat(server.port()).isPositive();
        }
    }

    @Test
    void aServerOfAnOlderBuildIsAskedForWhatItKnows() throws IOException {
        var older = Greeting.parse("ready 4711 9");

        assertThat(older).isEqualTo(new Greeting(4711, 9, List.of()));
        assertThat(older.knows(ServerMain.USAGE)).isFalse();
        assertThat(Greeting.parse("ready 4711 9 usage").knows(ServerMain.USAGE)).isTrue();
        assertThatThrownBy(() -> Greeting.parse("hello")).isInstanceOf(ChildException.class);
    }

    @Test
    void saysHowAServerThatDiedEnded() throws IOException {
        var server = ServerProcess.start(Dies.class.getName(), 0, ANYWHERE);
        try (var client = connect(server.port())) {
            ask(client);
            client.getOutputStream().write(new byte[] {1, 0, 'a'});

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }

        assertThatThrownBy(server::close)
                .isInstanceOf(ChildException.class)
                .hasMessageContaining("ended with status 1")
                .hasMessageContaining("a bug");
    }

    @Test
    void saysThatAServerWasKilled() throws IOException {
        var server = ServerProcess.start(Models.REACTOR.name(), 0, ANYWHERE);
        ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();

        assertThatThrownBy(
                        () -> {
                            while (true) {
                                server.counters();
                            }
                        })
                .isInstanceOf(ChildException.class)
                .hasMessageContaining("ended with status 137");
    }

    @Test
    void saysWhyAModelDidNotStart() {
        assertThatThrownBy(() -> ServerProcess.start("no.such.Model", 0, ANYWHERE))
                .isInstanceOf(ChildException.class)
                .hasMessageContaining("no.such.Model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "paused"})
    void endsWithAParentThatWasKilled(String state) throws IOException, InterruptedException {
        var parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName(),
                                state)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long pid;
        try (var lines = parent.inputReader(StandardCharsets.UTF_8)) {
            pid = Long.parseLong(lines.readLine());
            parent.destroyForcibly().waitFor();
        }

        Awaitility.await().until(() -> ProcessHandle.of(pid).isEmpty());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void pinsTheServerToItsCpus() throws IOException {
        var pinning = new Pinning(lastCpu());
        try (var server = ServerProcess.start(Models.REACTOR.name(), 0, pinning)) {
            var status = Path.of("/proc", Long.toString(server.pid()), "status");

            assertThat(status)
                    .content(StandardCharsets.ISO_8859_1)
                    .contains("Cpus_allowed_list:\t" + pinning + "\n");
        }
    }

    private static BitSet lastCpu() throws IOException {
        var all = Affinity.get();
        all.clear(0, all.length() - 1);
        return all;
    }

    /// Starts a server, says its process id, and waits to be killed.
    static final class Parent {
        public static void main(String[] args) throws IOException {
            var server = ServerProcess.start(Models.REACTOR.name(), 0, ANYWHERE);
            if (args[0].equals("paused")) {
                server.pause();
            }
            System.out.println(server.pid());
            System.in.readAllBytes();
        }
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static void ask(Socket client) throws IOException {
        client.getOutputStream().write(new byte[] {1, 0, 'a'});

        assertThat(client.getInputStream().readNBytes(3)).hasSize(3);
    }
}
