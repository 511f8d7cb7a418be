package sockbench.bench;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

import sockbench.load.ClosedLoop;
import sockbench.load.Generator;
import sockbench.load.LoadConfig;
import sockbench.load.LoadFailure;
import sockbench.load.OpenLoop;
import sockbench.load.Schedule;
import sockbench.load.WarmUp;
import sockbench.results.Verdict;

import java.io.IOException;

/// One generator thread: JMH's own, with its share of the connections.
@State(Scope.Thread)
public class Client {
    private Experiment experiment;
    private Generator generator;

    /// Connects and warms up on the very connections that are measured: new ones would undo part of
    /// it, because code that was compiled while nobody came or went is thrown away when somebody
    /// does.
    @Setup(Level.Trial)
    public void connect(Experiment experiment, ThreadParams thread) throws IOException {
        this.experiment = experiment;
        var share = experiment.load().share(thread.getThreadIndex(), thread.getThreadCount());
        try {
            if (experiment.loop.isOpen()) {
                warmUpAtFullLoad(share);
            }
            generator = generator(experiment, share, thread);
            warmUp(generator);
        } catch (IOException | LoadFailure failure) {
            throw experiment.failed(Verdict.FAILED, failure);
        }
    }

    /// At a low rate alone a server would take minutes to be compiled.
    private void warmUpAtFullLoad(LoadConfig share) throws IOException {
        try (var loop = new ClosedLoop(share)) {
            warmUp(loop);
        }
    }

    private void warmUp(Generator loop) {
        var limit = experiment.order().effort().warmUp();
        experiment.samples().warmedUp(WarmUp.run(loop, limit, experiment::serverCompiledMillis));
    }

    @Setup(Level.Iteration)
    public void begin() {
        generator.begin();
    }

    /// The one operation of every question: completes one request.
    void completeOne() {
        try {
            generator.complete();
        } catch (LoadFailure failure) {
            throw experiment.failed(failure.verdict(), failure);
        }
    }

    @TearDown(Level.Iteration)
    public void finish() {
        try {
            experiment.finished(generator.finish());
        } catch (LoadFailure failure) {
            throw experiment.failed(failure.verdict(), failure);
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        generator.close();
    }

    private static Generator generator(Experiment experiment, LoadConfig share, ThreadParams thread)
            throws IOException {
        double rate = experiment.offeredPerSecond / thread.getThreadCount();
        long seed = experiment.order().seed() + thread.getThreadIndex();
        return switch (experiment.loop) {
            case CLOSED -> new ClosedLoop(share);
            case OPEN_POISSON -> new OpenLoop(share, Schedule.poisson(rate, seed));
            case OPEN_CONSTANT -> new OpenLoop(share, Schedule.constant(rate, seed));
        };
    }
}
