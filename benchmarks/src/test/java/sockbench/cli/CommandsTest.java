package sockbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sockbench.models.Models;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The commands as a person runs them, each in a JVM of its own.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandsTest {
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void servesTalksShowsConnectionsAndQuits() throws IOException, InterruptedException {
        var server = run("serve", "reactor", "--port", "0");
        var shown = server.inputReader(StandardCharsets.UTF_8);
        int port = portOf(shown.readLine());

        assertThat(shown.readLine()).isEqualTo("connections: 0");

        var client = run("client", "127.0.0.1:" + port);
        var answers = client.inputReader(StandardCharsets.UTF_8);
        var keys = client.outputWriter(StandardCharsets.UTF_8);
        type(keys, "hello, wörld");

        assertThat(answers.readLine()).isEqualTo("HELLO, WöRLD");
        assertThat(shown.readLine()).isEqualTo("connections: 1");

        type(keys, "x".repeat(65_536));

        assertThat(answers.readLine()).isEqualTo("too long: 65536 bytes, a frame holds 65535");

        type(keys, "//q");

        assertThat(client.waitFor()).isZero();
        assertThat(shown.readLine()).isEqualTo("connections: 0");

        type(server.outputWriter(StandardCharsets.UTF_8), "//q");

        assertThat(server.waitFor()).isZero();
    }

    @Test
    void servesOnAfterTheEndOfItsInput() throws IOException, InterruptedException {
        var server = run("serve", "REACTOR", "--port", "0");
        server.outputWriter(StandardCharsets.UTF_8).close();
        int port = portOf(server.inputReader(StandardCharsets.UTF_8).readLine());
        var client = run("client", "localhost:" + port);
        var keys = client.outputWriter(StandardCharsets.UTF_8);
        type(keys, "still there");
        keys.close();

        assertThat(client.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("STILL THERE");
        assertThat(client.waitFor()).isZero();
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void listsEveryModel() throws IOException, InterruptedException {
        var list = run("list");
        var lines = list.inputReader(StandardCharsets.UTF_8).readAllLines();

        assertThat(lines).hasSize(1 + Models.values().length);
        assertThat(lines.get(1)).startsWith("BLOCKING").contains("accept, read, write");
        assertThat(list.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    serve REACTR              | 2 | did you mean REACTOR?
                    serve REACTOR --port 99999 | 2 | port must be 0 to 65535, was 99999
                    serve IO_URING --max-unsent-bytes 1 | 2 | must be 262144 to 67108864, was 1
                    client nowhere            | 2 | 'nowhere' is not HOST:PORT
                    client localhost:port     | 2 | port must be 1 to 65535, was 'port'
                    client 127.0.0.1:1        | 1 | connect to 127.0.0.1 port 1
                    load nowhere              | 2 | 'nowhere' is not HOST:PORT
                    load 192.0.2.1:80         | 2 | is not on this machine: say --allow-remote
                    cliff EPOL | 2 | did you mean EPOLL?
                    cliff EPOLL --slo 1s | 2 | is no time in ms or us, e.g. 500us or 1.5ms
                    cliff EPOLL --slo 5us | 2 | slo must be 10us to 1s, was 5 us
                    cliff EPOLL --most 63 | 2 | most must be 64 to 100000, was 63
                    cliff EPOLL --precision 200 | 2 | precision must be 0 to 100 percent, was 200
                    cliff EPOLL --seconds 0 | 2 | seconds must be 1 to 3600, was 0
                    cliff BLOCKING | 1 | BLOCKING serves one connection at a time
                    bench --target 192.0.2.1:80 | 2 | is not on this machine: say --allow-remote
                    bench --target 127.0.0.1:1 | 2 | nobody listens at 127.0.0.1:1: Connection refused
                    bench --server-cpus 4000 | 2 | --server-cpus names CPU 4000, which is not there
                    bench --serverCpus x | 2 | CPUs must be a list like 0,2-3, was x
                    bench --models EPOLL -- -prof nope | 2 | JMH does not take -prof nope:
                    report nowhere | 2 | nowhere
                    load 127.0.0.1:1 --processes 2 | 1 | Connection refused
                    load 127.0.0.1:1 --processes 65 | 2 | generators must be 1 to 64
                    load 127.0.0.1:1 --rate -1 --processes 2 | 2 | ratePerSecond must be above 0
                    """)
    void saysInOneLineWhatIsWrong(String line, int exitCode, String reason)
            throws IOException, InterruptedException {
        var command = run(line.split(" "));
        var errors = command.errorReader(StandardCharsets.UTF_8).readAllLines();

        assertThat(command.waitFor()).isEqualTo(exitCode);
        assertThat(errors).singleElement().asString().contains(reason);
    }

    @Test
    void saysThatTheGeneratorWasTheLimit() throws IOException, InterruptedException {
        var server = run("serve", "REACTOR", "--port", "0");
        int port = portOf(server.inputReader(StandardCharsets.UTF_8).readLine());
        var line =
                "load localhost:%d --rate 2000 --seconds 2 --throttle-micros 200".formatted(port);
        var load = run(line.split(" "));
        var said = load.inputReader(StandardCharsets.UTF_8).readAllLines();

        assertThat(said.getLast())
                .startsWith("verdict    GENERATOR_LIMITED: late at p50, p90, p99");
        assertThat(load.waitFor()).isEqualTo(1);
    }

    private Process run(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private static int portOf(String listening) {
        return Integer.parseInt(listening.replaceAll(".* port (\\d+),.*", "$1"));
    }

    private static void type(Writer keys, String line) throws IOException {
        keys.write(line + "\n");
        keys.flush();
    }
}
