package sockbench.load.processes;

import sockbench.load.Generator;
import sockbench.load.GeneratorThreads;
import sockbench.load.processes.GeneratorProcess.Part;
import sockbench.load.transport.LoadFailure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The other end of a [GeneratorProcess]: connects, says so, then does what each line of standard
/// input asks for and says what came of it. The end of standard input ends it at once, so no
/// generator outlives its run.
final class GeneratorMain {
    static final String WARM_UP = "warm-up ";
    static final String RUN = "run ";
    static final String FAILED = "failed ";
    static final String REFUSED = "refused ";

    private GeneratorMain() {}

    /// @param args a [Part] as [JsonLine] writes it
    public static void main(String[] args) throws InterruptedException {
        var commands = new LinkedBlockingQueue<String>();
        Thread.ofPlatform().daemon().name("commands").start(() -> listen(commands));
        var part = JsonLine.read(args[0], Part.class);
        try (var threads = part.open()) {
            say(JsonLine.line(part.share().connections()));
            while (true) {
                say(obey(commands.take(), threads));
            }
        } catch (IOException refused) {
            say(REFUSED + JsonLine.line(String.valueOf(refused.getMessage())));
        }
    }

    private static String obey(String command, GeneratorThreads<Generator> threads) {
        try {
            return JsonLine.line(
                    command.startsWith(WARM_UP)
                            ? threads.warmUp(length(command, WARM_UP))
                            : threads.run(length(command, RUN)));
        } catch (LoadFailure failure) {
            return FAILED + JsonLine.line(failure.reasoned());
        }
    }

    private static Duration length(String command, String verb) {
        return Duration.parse(command.substring(verb.length()));
    }

    private static void listen(BlockingQueue<String> commands) {
        try (var lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            lines.lines().forEach(commands::add);
        } catch (IOException | UncheckedIOException parentGone) {
            // the same as the end of the input
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
