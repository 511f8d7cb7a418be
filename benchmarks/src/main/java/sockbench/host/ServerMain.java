package sockbench.host;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerFailure;
import sockbench.linux.Errno;
import sockbench.linux.JobControl;
import sockbench.models.Models;
import sockbench.protocol.CpuBurner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// The other end of a [ServerProcess]: runs one model until standard input ends.
///
/// Writes a [Greeting] once it listens, then answers each line `counters` with the counters of this
/// process, `usage` with the part of them that is cheap, and `memory` with what is left after a
/// collection. Standard input ends with the parent, however the parent ends, so no server outlives
/// its run; one that is stopped then goes on.
final class ServerMain {
    static final String COUNTERS = "counters";
    static final String USAGE = "usage";
    static final String MEMORY = "memory";

    /// A server that cannot close itself is ended after this.
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private ServerMain() {}

    /// @param args the model (a registry name, or the class name of an [IoModel]), the thread
    ///   budget and, if requests ask for work, the rounds that a [CpuBurner] takes for a
    ///   microsecond
    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        if (JobControl.unavailable().isEmpty()) {
            Errno.check("prctl", JobControl.resumeWithoutParent());
        }
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        var config = ServerConfig.loopback().withThreads(Integer.parseInt(args[1]));
        if (args.length > 2) {
            config = config.withHandler(new CpuBurner(Integer.parseInt(args[2])));
        }
        var server = model(args[0]).start(config);
        server.whenFull(System.err::println);
        server.whenFailed(ServerMain::endFailed);
        say(new Greeting(server.port(), threadsBefore, List.of(USAGE, MEMORY)).toLine());
        answerUntilEndOfInput(server);
        Thread.ofPlatform().daemon().start(ServerMain::endForcibly);
        close(server);
    }

    private static IoModel model(String name) throws ReflectiveOperationException {
        return name.contains(".")
                ? Class.forName(name)
                        .asSubclass(IoModel.class)
                        .getDeclaredConstructor()
                        .newInstance()
                : Models.valueOf(name).create();
    }

    private static void answerUntilEndOfInput(Server server) throws IOException {
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var command = commands.readLine(); command != null; command = commands.readLine()) {
            switch (command) {
                case COUNTERS -> say(Counters.of(server).toLine());
                case USAGE -> say(KernelUsage.now().toLine());
                case MEMORY -> say(MemoryUse.now().toLine());
                default -> throw new IOException("no such command: " + command);
            }
        }
    }

    private static void close(Server server) {
        try {
            server.close();
            System.exit(0);
        } catch (ServerFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    /// Whoever measures sees the end of the process, not a server that looks alive and serves
    /// nobody.
    private static void endFailed(ServerFailure failure) {
        System.err.println(failure.getMessage());
        Runtime.getRuntime().halt(1);
    }

    private static void endForcibly() {
        try {
            Thread.sleep(CLOSING);
        } catch (InterruptedException endNow) {
            Thread.currentThread().interrupt();
        }
        System.err.println("the server did not close within " + CLOSING.toSeconds() + " s");
        Runtime.getRuntime().halt(2);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
