package sockbench.contract;

import sockbench.api.IoModel;
import sockbench.api.ServerConfig;
import sockbench.broken.WrongAnswers;
import sockbench.models.Models;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A model in a JVM of its own, so that memory can be told from that of its clients.
final class OwnProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private OwnProcess(Process process) throws IOException {
        this.process = process;
        port = Integer.parseInt(process.inputReader().readLine());
    }

    /// @param name of a model, or of one that is broken
    static OwnProcess start(String name) throws IOException {
        return new OwnProcess(
                new ProcessBuilder(command(name)).redirectError(Redirect.INHERIT).start());
    }

    /// Serves until standard input ends.
    ///
    /// @param args the model's name
    public static void main(String[] args) throws IOException {
        try (var server = named(args[0]).start(ServerConfig.loopback())) {
            System.out.println(server.port());
            System.in.read();
        }
    }

    int port() {
        return port;
    }

    /// Memory the process has in use, its heap included.
    long residentBytes() throws IOException {
        try (var status = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            var line = status.filter(one -> one.startsWith("VmRSS:")).findFirst().orElseThrow();
            return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static IoModel named(String name) {
        return Arrays.stream(Models.values())
                .filter(model -> model.name().equals(name))
                .findFirst()
                .map(Models::create)
                .orElseGet(() -> WrongAnswers.valueOf(name));
    }

    private static List<String> command(String name) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-XX:MaxDirectMemorySize=1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                OwnProcess.class.getName(),
                name);
    }
}
