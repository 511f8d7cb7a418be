package sockbench.bench;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

import sockbench.bench.SteadyStates.Line;
import sockbench.host.Compilers;
import sockbench.load.LoadFailure;
import sockbench.load.LoadResult;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.Verdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/// One fork: its servers, side by side, and the windows that its generator threads measure of them.
///
/// Generator threads do the same windows at the same time and meet before and after each. What is
/// read or decided for all of them is done there, by one.
@State(Scope.Benchmark)
public class Experiment {
    private final List<LoadResult> results = new ArrayList<>();
    private final List<LoadFailure> failures = new ArrayList<>();
    private ForkSpec spec;
    private ForkLog log;
    private Servers servers;
    private CyclicBarrier meeting;
    private @Nullable Reading before;
    private long startedNanos;
    private boolean measuring;
    private boolean agreed;
    private List<Line> unsteady = List.of();
    private SteadyStates states = new SteadyStates(1);

    /// Starts the servers. The fork ends when its runner does, however that happens.
    @Setup(Level.Trial)
    public void start(BenchmarkParams benchmark) throws IOException {
        spec = ForkSpec.received();
        endWith(spec.runner());
        log = new ForkLog(spec);
        meeting = new CyclicBarrier(benchmark.getThreads());
        try {
            servers = Servers.start(spec);
        } catch (IOException noReference) {
            throw failed(noReference);
        }
    }

    /// Writes what was measured and how the fork ended.
    @TearDown(Level.Trial)
    public void end() throws IOException {
        servers.close();
        log.write(servers);
    }

    ForkSpec spec() {
        return spec;
    }

    ForkLog log() {
        return log;
    }

    Servers servers() {
        return servers;
    }

    MeasuredServer server(Slot slot) {
        return slot.arm(spec.stages()) == Arm.REFERENCE
                ? servers.reference()
                : servers.of(cell(slot));
    }

    Cell cell(Slot slot) {
        return slot.cell(spec.stages(), servers.reference().model());
    }

    /// What a warm-up that begins now comes to, shared by all generator threads.
    SteadyStates warmingUp() {
        together(() -> states = new SteadyStates(WarmUpRotation.WINDOW.toMillis()));
        return states;
    }

    /// Those of some servers that are to be warmed up further, the same for all generator threads.
    List<Line> stillUnsteady(List<Line> lines) {
        together(() ->
                unsteady =
                        lines.stream()
                                .filter(line -> line.server().ended() == null)
                                .filter(line -> !states.isSteady(line))
                                .toList());
        return unsteady;
    }

    /// What one of the generator threads finds, for all of them.
    boolean agree(boolean finding) {
        together(() -> agreed = finding);
        return agreed;
    }

    /// Notes what a part of the warm-up took, and for each cell of a server that did not become
    /// steady that it did not.
    void warmedUp(List<Line> unsteady, double seconds) {
        together(() -> {
            log.warmedUp(seconds);
            unsteady.forEach(line -> log.notSteady(servers, line, states.reason(line)));
        });
    }

    /// From now on the generator's compilers give way to it.
    void measuringBegins() {
        together(() -> {
            if (!measuring) {
                measuring = true;
                Compilers.giveWay();
                servers.countersBefore();
            }
        });
    }

    /// A window of `server` begins.
    void opens(MeasuredServer server) {
        together(() -> {
            before = server.begin();
            startedNanos = System.nanoTime();
        });
    }

    /// A window has ended for one generator thread; the last of them has it stored.
    ///
    /// @param result null if nothing can be told
    /// @param failure null if all went well; an overload comes with a result
    void closes(
            MeasuredServer server,
            @Nullable LoadResult result,
            @Nullable LoadFailure failure,
            WindowSink sink) {
        synchronized (this) {
            if (result != null) {
                results.add(result);
            }
            if (failure != null) {
                failures.add(failure);
            }
        }
        together(() -> {
            var after = server.end();
            if (!results.isEmpty()) {
                var load = LoadResult.merge(results);
                sink.take(load, WindowValues.of(load, startedNanos, before, after));
            }
            if (!failures.isEmpty()) {
                sink.failed(failures.getFirst());
            }
            results.clear();
            failures.clear();
        });
    }

    /// Stores windows of a place in the fork.
    WindowSink stores(Slot slot) {
        return new StoredWindows(this, slot);
    }

    /// Does with a window all that is done with a stored one, and forgets it. Otherwise this very
    /// code would be compiled on the generator's CPU while it measures.
    WindowSink rehearses(Slot slot) {
        return new StoredWindows(this, slot, new ForkLog(spec));
    }

    /// Lets all generator threads meet; one of them acts before all go on.
    void together(Action action) {
        try {
            if (meeting.await() == 0) {
                action.run();
            }
            meeting.await();
        } catch (IOException failure) {
            throw failed(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        } catch (BrokenBarrierException elsewhere) {
            throw new IllegalStateException("another generator thread has failed", elsewhere);
        }
    }

    /// What one thread does for all.
    interface Action {
        void run() throws IOException;
    }

    /// Notes that the whole fork has failed; the first reason stays.
    ///
    /// @return what to throw, so that JMH stops
    IllegalStateException failed(Exception cause) {
        meeting.reset();
        try {
            log.fail(Verdict.FAILED, String.valueOf(cause.getMessage()));
        } catch (IOException cannotWrite) {
            cause.addSuppressed(cannotWrite);
        }
        return new IllegalStateException(cause.getMessage(), cause);
    }

    private static void endWith(long runner) {
        var process = ProcessHandle.of(runner);
        if (process.isEmpty()) {
            halt();
        }
        var _ = process.orElseThrow().onExit().thenRun(Experiment::halt);
    }

    private static void halt() {
        Runtime.getRuntime().halt(1);
    }
}
