package sockbench.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
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

/// One model in a JVM of its own: started, asked for its counters, closed. Ends when this process
/// ends.
///
/// Not thread-safe.
public final class ServerProcess implements AutoCloseable {
    /// Heap and collector of every server alike, so that no model is tuned better than another.
    public static final List<String> JVM_OPTIONS =
            List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:-UsePerfData");

    private static final List<String> NATIVE_ACCESS =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LAST_WORDS = 5;

    private final Process process;
    private final Writer commands;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private final Deque<String> lastWords = new ArrayDeque<>();
    private final Thread errorReader;
    private final int port;
    private final int threadsBefore;

    private ServerProcess(Process process) throws ServerException {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(this::readAnswers);
        this.errorReader = Thread.ofVirtual().start(this::readErrors);
        var ready = answer("listening").split(" ", -1);
        this.port = Integer.parseInt(ready[1]);
        this.threadsBefore = Integer.parseInt(ready[2]);
    }

    /// Starts a model and waits until it listens.
    ///
    /// @param model a registry name, or the class name of an [sockbench.api.IoModel] on this class
    ///   path
    /// @param threads its budget; 0 is the natural number
    /// @throws IOException in one line if it does not listen in time; no process is left behind
    public static ServerProcess start(String model, int threads, Pinning pinning)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(NATIVE_ACCESS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(ServerMain.class.getName(), model, Integer.toString(threads)));
        var process = pinning.around(new ProcessBuilder(command)::start);
        try {
            return new ServerProcess(process);
        } catch (ServerException notReady) {
            process.destroyForcibly();
            throw notReady;
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /// Live platform threads before the model started: the JVM's own.
    public int threadsBefore() {
        return threadsBefore;
    }

    /// What the process has used up to now.
    ///
    /// @throws ServerException if it has ended or does not answer
    public Counters counters() throws ServerException {
        try {
            commands.write(ServerMain.COUNTERS + "\n");
            commands.flush();
        } catch (IOException ended) {
            throw new ServerException(obituary());
        }
        return Counters.parse(answer("its counters"));
    }

    /// Closes the server and waits for its process to end.
    ///
    /// @throws ServerException if it had failed or did not end by itself; either way it is gone
    @Override
    public void close() throws ServerException {
        try {
            commands.close();
        } catch (IOException ended) {
            throw new ServerException(obituary());
        }
        var end = obituary();
        if (process.exitValue() != 0) {
            throw new ServerException(end);
        }
    }

    private String answer(String what) throws ServerException {
        try {
            var line = answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                process.destroyForcibly();
                throw new ServerException(
                        "the server gave no answer (%s) within %d s"
                                .formatted(what, PATIENCE.toSeconds()));
            }
            return line.orElseThrow(() -> new ServerException(obituary()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while waiting for the server: " + what);
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
            return "the server process "
                    + status
                    + (lastWords.isEmpty() ? "" : ": " + String.join(" | ", lastWords));
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
