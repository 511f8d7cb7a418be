package sockbench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import sockbench.broken.Dies;
import sockbench.linux.Affinity;
import sockbench.models.Models;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;

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

    @Test
    void endsWithAParentThatWasKilled() throws IOException, InterruptedException {
        var parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName())
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
