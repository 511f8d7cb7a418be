package sockbench.load;

import sockbench.load.GeneratorProcess.Part;

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

    /// @param args a [Part] as [Wire] writes it
    public static void main(String[] args) throws InterruptedException {
        var commands = new LinkedBlockingQueue<String>();
        Thread.ofPlatform().daemon().name("commands").start(() -> listen(commands));
        var part = Wire.read(args[0], Part.class);
        try (var crew = part.open()) {
            say(Wire.line(part.share().connections()));
            while (true) {
                say(obey(commands.take(), crew));
            }
        } catch (IOException refused) {
            say(REFUSED + Wire.line(String.valueOf(refused.getMessage())));
        }
    }

    private static String obey(String command, Crew<Generator> crew) {
        try {
            return Wire.line(
                    command.startsWith(WARM_UP)
                            ? crew.warmUp(length(command, WARM_UP))
                            : crew.run(length(command, RUN)));
        } catch (LoadFailure failure) {
            return FAILED + Wire.line(failure.judgement());
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
