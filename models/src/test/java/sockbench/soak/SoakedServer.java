package sockbench.soak;

import sockbench.api.IoModel;
import sockbench.api.ServerConfig;
import sockbench.broken.WrongLives;
import sockbench.models.Models;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Scanner;

/// A model in a JVM of its own, that says on request what it holds.
final class SoakedServer implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final Writer requests;
    private final int port;

    private SoakedServer(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader();
        this.requests = process.outputWriter();
        this.port = Integer.parseInt(answer());
    }

    /// @param name of a model, or of one that is broken
    static SoakedServer start(String name) throws IOException {
        return new SoakedServer(
                new ProcessBuilder(command(name)).redirectError(Redirect.INHERIT).start());
    }

    /// Answers each line of standard input with the open connections and the bytes on the heap,
    /// until it ends.
    ///
    /// @param args the model's name
    public static void main(String[] args) throws IOException {
        var config = ServerConfig.loopback();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var server = named(args[0]).start(config)) {
            System.out.println(server.port());
            while (lines.readLine() != null) {
                int connections = server.connections();
                System.out.println(connections + " " + heapBytes());
            }
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// @throws IllegalStateException if somebody is still connected
    Holdings holdings() throws IOException {
        requests.write("\n");
        requests.flush();
        try (var numbers = new Scanner(answer())) {
            int connections = numbers.nextInt();
            if (connections > 0) {
                throw new IllegalStateException(connections + " connections are open");
            }
            return Holdings.of(process.pid(), numbers.nextLong());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private String answer() throws IOException {
        return Objects.requireNonNull(answers.readLine(), "the server's process has ended");
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static IoModel named(String name) {
        return Arrays.stream(Models.values())
                .filter(model -> model.name().equals(name))
                .findFirst()
                .map(Models::create)
                .orElseGet(() -> WrongLives.valueOf(name));
    }

    /// The heap is in memory from the start: what memory grows by is not the heap.
    private static List<String> command(String name) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-XX:MaxDirectMemorySize=1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                SoakedServer.class.getName(),
                name);
    }
}
