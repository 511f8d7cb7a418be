package sockbench.contract;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.broken.WrongAnswers;
import sockbench.broken.WrongLives;
import sockbench.models.Models;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A model in a JVM of its own, so that memory can be told from that of its clients.
///
/// All of its heap is in memory from the start. So what the process has more in memory later is
/// memory outside the heap, and the heap is asked what it holds after a collection.
final class OwnProcess implements AutoCloseable {
    private static final String HEAP = "heap";
    private static final String CONNECTIONS = "connections";

    private final Process process;
    private final Path errors;
    private final int port;

    private OwnProcess(List<String> command) throws IOException {
        errors = Files.createTempFile("server", ".err");
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        port = Integer.parseInt(process.inputReader().readLine());
    }

    /// @param name of a model, or of one that is broken
    static OwnProcess start(String name) throws IOException {
        var server = new OwnProcess(command(name));
        server.usedBytes(); // the first time costs memory itself
        return server;
    }

    /// One that may have so many descriptors.
    static OwnProcess withDescriptors(int limit, String name) throws IOException {
        var command = new ArrayList<>(List.of("prlimit", "--nofile=" + limit));
        command.addAll(command(name));
        return new OwnProcess(command);
    }

    /// Says the port, then answers questions until standard input ends.
    ///
    /// @param args the model's name
    public static void main(String[] args) throws IOException {
        var questions =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var server = named(args[0]).start(ServerConfig.loopback())) {
            server.whenFull(System.err::println);
            System.out.println(server.port());
            for (var line = questions.readLine(); line != null; line = questions.readLine()) {
                System.out.println(answer(line, server));
            }
        }
    }

    int port() {
        return port;
    }

    /// Memory in use: outside the heap what is resident, in the heap what a collection leaves.
    long usedBytes() throws IOException {
        long heap = ask(HEAP);
        return residentBytes() + heap;
    }

    /// CPU time of the process.
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /// What it has said on its standard error.
    List<String> errors() throws IOException {
        return Files.readAllLines(errors);
    }

    /// What the server counts.
    long connections() throws IOException {
        return ask(CONNECTIONS);
    }

    private long ask(String question) throws IOException {
        Writer questions = process.outputWriter();
        questions.write(question + "\n");
        questions.flush();
        return Long.parseLong(process.inputReader().readLine());
    }

    private long residentBytes() throws IOException {
        try (var status = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            var line = status.filter(one -> one.startsWith("VmRSS:")).findFirst().orElseThrow();
            return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        System.err.print(Files.readString(errors));
        Files.delete(errors);
    }

    private static long answer(String question, Server server) {
        if (question.equals(CONNECTIONS)) {
            return server.connections();
        }
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static IoModel named(String name) {
        return Arrays.stream(Models.values())
                .filter(model -> model.name().equals(name))
                .findFirst()
                .map(Models::create)
                .orElseGet(() -> broken(name));
    }

    private static IoModel broken(String name) {
        return name.equals(WrongLives.NONE.name()) ? WrongLives.NONE : WrongAnswers.valueOf(name);
    }

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
                OwnProcess.class.getName(),
                name);
    }
}
