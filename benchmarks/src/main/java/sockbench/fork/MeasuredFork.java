package sockbench.fork;

import org.jspecify.annotations.Nullable;

import sockbench.fork.SteadyStates.WarmUpTarget;
import sockbench.host.Compilers;
import sockbench.load.LoadResult;
import sockbench.load.transport.LoadFailure;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.Verdict;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/// One fork: its servers, side by side, and the windows that its generator threads measure of them.
///
/// Generator threads do the same windows at the same time and meet before and after each. What is
/// read or decided for all of them is done there, by one.
public final class MeasuredFork {
    private static final Duration LONGEST_REST = Duration.ofMillis(100);

    private final List<LoadResult> results = new ArrayList<>();
    private final List<LoadFailure> failures = new ArrayList<>();
    private final ForkSpec spec;
    private final ForkLog log;
    private final Servers servers;
    private final CyclicBarrier meeting;
    private @Nullable UsageReading before;
    private long startedNanos;
    private boolean measuring;
    private Compilers compilers = Compilers.left();
    private boolean agreed;
    private List<WarmUpTarget> unsteady = List.of();
    private SteadyStates states = new SteadyStates(1);

    private MeasuredFork(ForkSpec spec, ForkLog log, Servers servers, int threads) {
        this.spec = spec;
        this.log = log;
        this.servers = servers;
        this.meeting = new CyclicBarrier(threads);
    }

    /// Starts the servers. This process ends when the fork's runner does, however that happens.
    ///
    /// @param threads that generate load, at least 1
    /// @throws IllegalStateException if the reference does not start
    public static MeasuredFork start(ForkSpec spec, int threads) {
        endWith(spec.runner());
        var log = new ForkLog(spec);
        try {
            return new MeasuredFork(spec, log, Servers.start(spec), threads);
        } catch (IOException noReference) {
            throw failed(log, noReference);
        }
    }

    /// Writes what was measured and how the fork ended.
    public void end() throws IOException {
        servers.close();
        log.write(servers);
    }

    public ForkSpec spec() {
        return spec;
    }

    public ForkLog log() {
        return log;
    }

    public Servers servers() {
        return servers;
    }

    public MeasuredServer server(Slot slot) {
        return slot.arm(spec.stages()) == Arm.REFERENCE
                ? servers.reference()
                : servers.of(cell(slot));
    }

    public Cell cell(Slot slot) {
        return slot.cell(spec.stages(), servers.reference().model());
    }

    /// The steady states of a warm-up that begins now, shared by all generator threads.
    SteadyStates warmingUp() {
        together(() -> states = new SteadyStates(WarmUpRotation.WINDOW.toMillis()));
        return states;
    }

    /// Which of these are not steady yet, the same for all generator threads.
    List<WarmUpTarget> stillUnsteady(List<WarmUpTarget> lines) {
        together(() ->
                unsteady =
                        lines.stream()
                                .filter(line -> line.server().ended() == null)
                                .filter(line -> !states.isSteady(line))
                                .toList());
        return unsteady;
    }

    /// Takes one thread's answer for all.
    boolean agree(boolean finding) {
        together(() -> agreed = finding);
        return agreed;
    }

    /// Notes what a part of the warm-up took, and for each cell of a server that did not become
    /// steady that it did not.
    void warmedUp(List<WarmUpTarget> unsteady, double seconds) {
        together(() -> {
            log.warmedUp(seconds);
            unsteady.forEach(line -> log.notSteady(servers, line, states.reason(line)));
        });
    }

    /// From now on the generator's compilers give way to it.
    public void measuringBegins() {
        together(() -> {
            if (!measuring) {
                measuring = true;
                compilers = Compilers.giveWay();
                servers.countersBefore();
            }
        });
    }

    /// What is done to a server in a window.
    interface Load {
        /// @throws LoadFailure if it cannot be carried on
        LoadResult run() throws IOException;
    }

    /// A window of `server` as a whole, where there is one generator thread. Nothing happens if the
    /// server has ended.
    void window(MeasuredServer server, Load load, WindowSink sink) throws IOException {
        if (server.ended() != null) {
            return;
        }
        opens(server);
        @Nullable LoadResult result = null;
        @Nullable LoadFailure failure = null;
        try {
            result = load.run();
        } catch (LoadFailure broken) {
            failure = broken;
        }
        closes(server, result, failure, sink);
    }

    /// A window of `server` begins.
    void opens(MeasuredServer server) {
        together(() -> {
            compilers.rest(LONGEST_REST);
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
    public WindowSink stores(Slot slot) {
        return new StoredWindows(this, slot);
    }

    /// Does with a window all that is done with a stored one, and forgets it. Otherwise this very
    /// code would be compiled on the generator's CPU while it measures.
    public WindowSink rehearses(Slot slot) {
        return new StoredWindows(this, slot, new ForkLog(spec));
    }

    /// Lets all generator threads meet; one of them acts before all go on.
    private void together(Action action) {
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
    private interface Action {
        void run() throws IOException;
    }

    /// Notes that the whole fork has failed; the first reason stays.
    ///
    /// @return what to throw, so that JMH stops
    IllegalStateException failed(Exception cause) {
        meeting.reset();
        return failed(log, cause);
    }

    private static IllegalStateException failed(ForkLog log, Exception cause) {
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
        var _ = process.orElseThrow().onExit().thenRun(MeasuredFork::halt);
    }

    private static void halt() {
        Runtime.getRuntime().halt(1);
    }
}
