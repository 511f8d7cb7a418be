package sockbench.host;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// One model in a JVM of its own: started, asked for its counters, closed. Ends when this process
/// ends.
///
/// Not thread-safe.
public final class ServerProcess implements AutoCloseable {
    /// Heap and collector of every server alike, so that no model is tuned better than another.
    public static final List<String> JVM_OPTIONS =
            List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:-UsePerfData");

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ChildJvm jvm;
    private final int port;
    private final int threadsBefore;

    private ServerProcess(ChildJvm jvm) throws ChildException {
        this.jvm = jvm;
        var ready = jvm.answer("listening", PATIENCE).split(" ", -1);
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
        var program = List.of(ServerMain.class.getName(), model, Integer.toString(threads));
        var jvm = ChildJvm.start("server", JVM_OPTIONS, program, pinning);
        try {
            return new ServerProcess(jvm);
        } catch (ChildException notReady) {
            jvm.kill();
            throw notReady;
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return jvm.pid();
    }

    /// Live platform threads before the model started: the JVM's own.
    public int threadsBefore() {
        return threadsBefore;
    }

    /// What the process has used up to now.
    ///
    /// @throws ChildException if it has ended or does not answer
    public Counters counters() throws ChildException {
        jvm.say(ServerMain.COUNTERS);
        return Counters.parse(jvm.answer("its counters", PATIENCE));
    }

    /// Closes the server and waits for its process to end.
    ///
    /// @throws ChildException if it had failed or did not end by itself; either way it is gone
    @Override
    public void close() throws ChildException {
        jvm.close();
    }
}
