package sockbench.systemcalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sockbench.models.Models;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A model is the system calls it rests on. `strace` sees exactly those that [Models#systemCalls]
/// names, and no other that waits or moves bytes.
@Timeout(60)
class SystemCallsIT {
    private static final int CONNECTIONS = 3;
    private static final int REQUESTS = 10;

    @TempDir Path directory;

    @BeforeAll
    static void straceWorksHere() throws IOException, InterruptedException {
        try {
            var probe = new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true").start();
            if (probe.waitFor() == 0) {
                return;
            }
            skip(probe.errorReader().readLine());
        } catch (IOException notInstalled) {
            skip(notInstalled.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(Models.class)
    void servesByTheCallsItsNamePromises(Models model) throws Exception {
        var unavailable = model.create().unavailable();
        if (unavailable.isPresent()) {
            abort(unavailable.get());
        }

        var trace = trace(model);

        var promised = promised(model);
        assertThat(promised).as("%s names all it serves by", model).containsAll(trace.serving());
        assertThat(trace.all()).as("%s makes all it names", model).containsAll(promised);
    }

    private static Set<String> promised(Models model) {
        return Arrays.stream(model.systemCalls().split(", ", -1))
                .map(Trace::canonical)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Trace trace(Models model) throws IOException, InterruptedException {
        var log = directory.resolve("trace");
        var server = new ProcessBuilder(command(model, log)).redirectErrorStream(true).start();
        try (var output = server.inputReader()) {
            var first = output.readLine();
            assertThat(first).as("first line of %s", model).startsWith(TracedServer.LISTENING);
            sendRequests(Integer.parseInt(first.substring(TracedServer.LISTENING.length())));
            server.getOutputStream().close();
            assertThat(server.waitFor(20, TimeUnit.SECONDS)).as("%s ends", model).isTrue();
            return new Trace(Files.readAllLines(log));
        } finally {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        }
    }

    private static List<String> command(Models model, Path log) {
        return List.of(
                "strace",
                "--follow-forks",
                "--seccomp-bpf",
                "--quiet=all",
                "--decode-fds=all",
                "--signal=none",
                "--trace=" + Trace.filter(),
                "--output=" + log,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                TracedServer.class.getName(),
                model.name());
    }

    /// One connection after the other: there is a model that serves no more at a time.
    private static void sendRequests(int port) throws IOException {
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                for (int request = 0; request < REQUESTS; request++) {
                    client.getOutputStream().write(new byte[] {2, 0, 'h', 'i'});
                    assertThat(client.getInputStream().readNBytes(4))
                            .containsExactly(2, 0, 'H', 'I');
                }
            }
        }
    }

    private static void skip(String reason) {
        System.out.println("System calls are not tested, strace does not run here: " + reason);
        abort(reason);
    }
}
