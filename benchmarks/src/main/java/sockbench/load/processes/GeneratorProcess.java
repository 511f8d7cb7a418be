package sockbench.load.processes;

import sockbench.host.ChildJvm;
import sockbench.host.Pinning;
import sockbench.load.Generator;
import sockbench.load.GeneratorThreads;
import sockbench.load.LoadConfig;
import sockbench.load.LoadResult;
import sockbench.load.OfferedLoad;
import sockbench.load.WarmUp;
import sockbench.load.transport.LoadFailure;
import sockbench.results.ReasonedVerdict;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// A [GeneratorThreads] in a JVM of its own, where this one runs. Ends when this process ends.
///
/// Not thread-safe.
final class GeneratorProcess implements AutoCloseable {
    private static final List<String> JVM_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:-UsePerfData");
    private static final Pinning AS_HERE = Pinning.parse("none");

    /// For connecting, and for what a window takes beyond its length.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// What one process does of a load.
    ///
    /// @param share of the connections
    /// @param first index of its first generator among those of the offer
    /// @param threads generators of this process
    record Part(LoadConfig share, OfferedLoad offer, int first, int threads) {
        GeneratorThreads<Generator> open() throws IOException {
            return GeneratorThreads.open(
                    share, threads, (each, index) -> offer.open(each, first + index));
        }
    }

    private final ChildJvm jvm;

    /// Starts it; it connects at once.
    ///
    /// @param name for messages, e.g. `generator 1`
    GeneratorProcess(String name, Part part) throws IOException {
        var program = List.of(GeneratorMain.class.getName(), JsonLine.line(part));
        this.jvm = ChildJvm.start(name, JVM_OPTIONS, program, AS_HERE);
    }

    long pid() {
        return jvm.pid();
    }

    /// Waits until it has connected.
    ///
    /// @return how many connections it has
    /// @throws IOException in one line if a connection was refused or the process has ended
    int connected() throws IOException {
        return answer("connected", PATIENCE, Integer.class);
    }

    /// @throws LoadFailure as [sockbench.load.Generators#warmUp] does
    /// @throws IOException in one line if the process has ended
    List<WarmUp> warmUp(Duration limit) throws IOException {
        jvm.say(GeneratorMain.WARM_UP + limit);
        return List.of(answer("warmed up", limit.plus(PATIENCE), WarmUp[].class));
    }

    /// @throws LoadFailure as [sockbench.load.Generators#run] does
    /// @throws IOException in one line if the process has ended
    LoadResult run(Duration length) throws IOException {
        jvm.say(GeneratorMain.RUN + length);
        return answer("its result", length.plus(PATIENCE), LoadResult.class);
    }

    /// Ends it at once; the system resets its connections.
    @Override
    public void close() {
        jvm.kill();
    }

    private <T> T answer(String what, Duration patience, Class<T> type) throws IOException {
        var line = jvm.answer(what, patience);
        if (line.startsWith(GeneratorMain.REFUSED)) {
            throw new IOException(
                    JsonLine.read(line.substring(GeneratorMain.REFUSED.length()), String.class));
        }
        if (line.startsWith(GeneratorMain.FAILED)) {
            throw LoadFailure.of(
                    JsonLine.read(
                            line.substring(GeneratorMain.FAILED.length()), ReasonedVerdict.class));
        }
        return JsonLine.read(line, type);
    }
}
