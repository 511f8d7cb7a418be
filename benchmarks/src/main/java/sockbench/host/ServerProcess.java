package sockbench.host;

import org.jspecify.annotations.Nullable;

import sockbench.linux.Errno;
import sockbench.linux.JobControl;
import sockbench.linux.ProcessClock;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One model in a JVM of its own: started, asked for its counters, closed. Ends when this process
/// ends, also while it is paused.
///
/// Not thread-safe.
public final class ServerProcess implements AutoCloseable {
    /// Heap and collector of every server alike, so that no model is tuned better than another.
    public static final List<String> JVM_OPTIONS =
            List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:-UsePerfData");

    /// Touches the whole heap at the start, so that what a process occupies grows by what is
    /// outside of it only: see [MemoryUse#usedBytes].
    public static final String HEAP_TOUCHED = "-XX:+AlwaysPreTouch";

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /// Several start at once, maybe on one CPU.
    private static final Duration START_PATIENCE = Duration.ofSeconds(45);

    private static final long NANOS_PER_MICRO = 1000;

    private final ChildJvm jvm;
    private final Greeting greeting;
    private final @Nullable ProcessClock clock;
    private boolean paused;

    private ServerProcess(ChildJvm jvm, Greeting greeting) {
        this.jvm = jvm;
        this.greeting = greeting;
        this.clock = ProcessClock.unavailable().isEmpty() ? new ProcessClock(jvm.pid()) : null;
    }

    /// Starts a process and does not wait for it.
    ///
    /// @throws IOException if there is no such executable
    public static LaunchedServer launch(ServerSpec spec, Pinning pinning) throws IOException {
        return new LaunchedServer(spec.start(pinning));
    }

    /// Starts a model as all are started and waits until it listens.
    ///
    /// @param model a registry name, or the class name of an [sockbench.api.IoModel] on this class
    ///   path
    /// @param threads its budget; 0 is the natural number
    /// @throws IOException in one line if it does not listen in time; no process is left behind
    public static ServerProcess start(String model, int threads, Pinning pinning)
            throws IOException {
        try (var launched = launch(ServerSpec.of(model, threads), pinning)) {
            return launched.ready();
        }
    }

    /// Waits until the process says that it listens.
    static ServerProcess of(ChildJvm jvm) throws ChildException {
        var greeting = Greeting.parse(jvm.answer("listening", START_PATIENCE));
        return new ServerProcess(jvm, greeting);
    }

    public int port() {
        return greeting.port();
    }

    public long pid() {
        return jvm.pid();
    }

    /// Live platform threads before the model started: the JVM's own.
    public int threadsBefore() {
        return greeting.threadsBefore();
    }

    /// What the process has used up to now. Wakes it, and costs it a fraction of a millisecond.
    ///
    /// @throws ChildException if it has ended or does not answer
    public Counters counters() throws ChildException {
        return Counters.parse(ask(ServerMain.COUNTERS, "its counters"));
    }

    /// The cheap part of the counters. Wakes it, too, and costs it some microseconds: whoever also
    /// reads [#cpuNanos] around a stretch of load asks this before the first and after the second
    /// reading.
    ///
    /// @throws ChildException if it has ended or does not answer
    public KernelUsage usage() throws ChildException {
        return greeting.knows(ServerMain.USAGE)
                ? KernelUsage.parse(ask(ServerMain.USAGE, "its usage"))
                : counters().usage();
    }

    /// Memory after a collection, which this asks for.
    ///
    /// @throws ChildException if it has ended or does not answer
    public MemoryUse memory() throws ChildException {
        return MemoryUse.parse(ask(ServerMain.MEMORY, "its memory"));
    }

    /// What it said last on its standard error; empty if it said nothing.
    public String lastWords() {
        return jvm.lastWords();
    }

    /// CPU time of the process up to now, read from outside: costs it nothing, and this process a
    /// system call. Exact while its threads wait, see [ProcessClock]. Where there is no such clock
    /// the process is asked, and the unit is a microsecond.
    ///
    /// @throws ChildException if it has ended
    public long cpuNanos() throws ChildException {
        long nanos = clock == null ? -1 : clock.nanos();
        return nanos >= 0 ? nanos : usage().cpuMicros() * NANOS_PER_MICRO;
    }

    /// Stops it, all of its threads, until [#resume]: it uses no CPU then and answers nobody. For
    /// servers that spin while they are idle.
    ///
    /// @return why it goes on as before, in one line; empty if it has stopped
    /// @throws ChildException if it has ended
    public Optional<String> pause() throws ChildException {
        var unavailable = JobControl.unavailable();
        if (unavailable.isEmpty()) {
            check("stop", JobControl.stop(pid()));
            paused = true;
        }
        return unavailable;
    }

    /// Lets it go on. Does nothing if it is not paused.
    ///
    /// @throws ChildException if it has ended
    public void resume() throws ChildException {
        if (paused) {
            paused = false;
            check("resume", JobControl.resume(pid()));
        }
    }

    /// Closes the server and waits for its process to end.
    ///
    /// @throws ChildException if it had failed or did not end by itself; either way it is gone
    @Override
    public void close() throws ChildException {
        if (paused) {
            paused = false;
            JobControl.resume(pid()); // or it would not see the end of its input
        }
        try {
            jvm.close();
        } finally {
            if (clock != null) {
                clock.close();
            }
        }
    }

    private String ask(String command, String what) throws ChildException {
        if (paused) {
            throw new IllegalStateException("a paused server cannot be asked for " + what);
        }
        jvm.say(command);
        return jvm.answer(what, PATIENCE);
    }

    private void check(String what, int result) throws ChildException {
        if (result < 0) {
            throw new ChildException(
                    "cannot %s the server process: %s".formatted(what, Errno.message(-result)));
        }
    }
}
