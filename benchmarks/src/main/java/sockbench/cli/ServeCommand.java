package sockbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.models.Models;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@Command(
        name = "serve",
        description = "Runs a model until //q is typed or Ctrl-C.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final String QUIT = "//q";
    private static final long REFRESH_MILLIS = 200;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", converter = ModelName.class, description = "see list")
    private Models model;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + ServerConfig.DEFAULT_PORT,
            description = "0 lets the system choose (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "0.0.0.0 for every interface (default: ${DEFAULT-VALUE})")
    private InetAddress address;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "0 is the model's natural number (default: ${DEFAULT-VALUE})")
    private int threads;

    @Option(
            names = "--max-unsent-bytes",
            paramLabel = "BYTES",
            defaultValue = "" + ServerConfig.DEFAULT_MAX_UNSENT_BYTES,
            description = {
                "in memory for a connection, received and not sent back yet",
                "(default: ${DEFAULT-VALUE})"
            })
    private int maxUnsentBytes;

    private final CountDownLatch quit = new CountDownLatch(1);

    @Override
    public Integer call() throws IOException, InterruptedException {
        var reason = model.create().unavailable();
        if (reason.isPresent()) {
            throw new IOException("%s cannot run here: %s".formatted(model, reason.get()));
        }
        var out = spec.commandLine().getOut();
        try (var server = model.create().start(config())) {
            out.printf(
                    "%s listens on %s port %d, %s quits%n",
                    model, address.getHostAddress(), server.port(), QUIT);
            out.flush();
            server.whenFull(spec.commandLine().getErr()::println);
            server.whenFailed(failure -> quit.countDown());
            Thread.ofPlatform().daemon().name("keyboard").start(this::awaitQuit);
            showConnections(server, out);
        }
        return 0;
    }

    private ServerConfig config() {
        return ServerConfig.loopback()
                .withAddress(address)
                .withPort(port)
                .withThreads(threads)
                .withMaxUnsentBytes(maxUnsentBytes);
    }

    /// The end of the input alone does not quit: a server in the background has none.
    private void awaitQuit() {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.strip().equals(QUIT)) {
                    quit.countDown();
                }
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /// In place on a terminal, elsewhere a line for each change.
    private void showConnections(Server server, PrintWriter out) throws InterruptedException {
        var console = System.console();
        var line =
                console != null && console.isTerminal()
                        ? "\rconnections: %d   "
                        : "connections: %d%n";
        int shown = -1;
        do {
            if (shown != server.connections()) {
                shown = server.connections();
                out.printf(line, shown);
                out.flush();
            }
        } while (!quit.await(REFRESH_MILLIS, TimeUnit.MILLISECONDS));
    }
}
