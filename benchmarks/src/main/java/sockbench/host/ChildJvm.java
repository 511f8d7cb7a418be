package sockbench.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Another JVM. It is told things in lines on its standard input, whose end asks it to end, and
/// answers in lines on its standard output.
///
/// Not thread-safe.
public final class ChildJvm implements AutoCloseable {
    static final Path OWN_JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private static final List<String> NATIVE_ACCESS =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    /// Standard output is for answers, but that is where a JVM puts its own words, e.g. that a
    /// thread or the JVM itself cannot be started.
    private static final List<String> WORDS_APART =
            List.of("-XX:+DisplayVMOutputToStderr", "-Xlog:disable", "-Xlog:all=warning:stderr");

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LAST_WORDS = 5;

    private final String name;
    private final Process process;
    private final Writer commands;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private final Deque<String> lastWords = new ArrayDeque<>();
    private final Thread errorReader;

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(this::readAnswers);
        this.errorReader = Thread.ofVirtual().start(this::readErrors);
    }

    /// A JVM like this one, with its class path.
    ///
    /// @param name for messages, e.g. `server`
    /// @param options of the JVM
    /// @param program the name of its main class and the arguments
    public static ChildJvm start(
            String name, List<String> options, List<String> program, Pinning pinning)
            throws IOException {
        var like = new Like(OWN_JAVA, System.getProperty("java.class.path"), options);
        return start(name, like, program, pinning);
    }

    static ChildJvm start(String name, Like like, List<String> program, Pinning pinning)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(like.java.toString());
        command.addAll(WORDS_APART);
        command.addAll(crashReport());
        command.addAll(like.options);
        command.addAll(NATIVE_ACCESS);
        command.addAll(List.of("-cp", like.classPath));
        command.addAll(program);
        try {
            return new ChildJvm(name, pinning.around(new ProcessBuilder(command)::start));
        } catch (IOException refused) {
            // the JDK's message goes on with advice, in ten lines
            throw new ChildException(
                    String.valueOf(refused.getMessage()).lines().findFirst().orElse("").strip());
        }
    }

    /// A child that crashes leaves its report where this JVM was told to leave its own, and not in
    /// the working directory.
    private static List<String> crashReport() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:ErrorFile="))
                .toList();
    }

    /// What a JVM is like.
    ///
    /// @param java its executable
    record Like(Path java, String classPath, List<String> options) {}

    public long pid() {
        return process.pid();
    }

    /// @throws ChildException if it has ended
    public void say(String line) throws ChildException {
        try {
            commands.write(line + "\n");
            commands.flush();
        } catch (IOException ended) {
            throw new ChildException(obituary());
        }
    }

    /// The next line that it says.
    ///
    /// @param what the line is to be, for the message if it does not come
    /// @throws ChildException if it has ended, or says nothing in time and is ended
    public String answer(String what, Duration patience) throws ChildException {
        try {
            var line = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                kill();
                throw new ChildException(
                        "the %s gave no answer (%s) within %d s"
                                .formatted(name, what, patience.toSeconds()));
            }
            return line.orElseThrow(() -> new ChildException(obituary()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ChildException(
                    "interrupted while waiting for the %s: %s".formatted(name, what));
        }
    }

    /// Ends it at once.
    public void kill() {
        process.destroyForcibly();
    }

    /// Asks it to end and waits until it has.
    ///
    /// @throws ChildException if it had failed or did not end by itself; either way it is gone
    @Override
    public void close() throws ChildException {
        try {
            commands.close();
        } catch (IOException ended) {
            throw new ChildException(obituary());
        }
        var end = obituary();
        if (process.exitValue() != 0) {
            throw new ChildException(end);
        }
    }

    /// Waits for the end of the process and says how it ended and what it said last.
    private String obituary() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            errorReader.join();
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        synchronized (lastWords) {
            var status =
                    process.isAlive() ? "was killed" : "ended with status " + process.exitValue();
            return "the %s process %s%s"
                    .formatted(
                            name,
                            status,
                            lastWords.isEmpty() ? "" : ": " + String.join(" | ", lastWords));
        }
    }

    private void readAnswers() {
        try (var lines = reader(process.getInputStream())) {
            lines.lines().map(Optional::of).forEach(answers::add);
        } catch (UncheckedIOException | IOException ended) {
            remember(ended.toString());
        }
        answers.add(Optional.empty());
    }

    private void readErrors() {
        try (var lines = reader(process.getErrorStream())) {
            // stack frames would push out the line that says what happened
            lines.lines().filter(line -> !line.startsWith("\t")).forEach(this::remember);
        } catch (UncheckedIOException | IOException ended) {
            remember(ended.toString());
        }
    }

    private void remember(String line) {
        synchronized (lastWords) {
            lastWords.add(line);
            if (lastWords.size() > LAST_WORDS) {
                lastWords.removeFirst();
            }
        }
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }
}
