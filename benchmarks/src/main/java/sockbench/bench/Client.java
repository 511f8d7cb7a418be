package sockbench.bench;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.infra.ThreadParams;
import org.openjdk.jmh.runner.IterationType;

import sockbench.load.ClosedLoop;
import sockbench.load.Generator;
import sockbench.load.LoadConfig;
import sockbench.load.LoadFailure;
import sockbench.load.Offer;
import sockbench.load.OpenLoop;
import sockbench.load.Schedule;
import sockbench.load.WarmUp;
import sockbench.results.Cell;
import sockbench.results.Verdict;

import java.io.IOException;
import java.util.SplittableRandom;

/// One generator thread: JMH's own, with its share of the connections.
@State(Scope.Thread)
public class Client {
    private Experiment experiment;
    private Generator generator;
    private SplittableRandom seeds;
    private int index;
    private int threads;

    /// Connects and warms up on the very connections that are measured: new ones would undo part of
    /// it, because code that was compiled while nobody came or went is thrown away when somebody
    /// does.
    @Setup(Level.Trial)
    public void connect(Experiment experiment, ThreadParams thread) throws IOException {
        this.experiment = experiment;
        index = thread.getThreadIndex();
        threads = thread.getThreadCount();
        seeds = new SplittableRandom(experiment.order().seed());
        var share = experiment.load().share(index, threads);
        try {
            generator = experiment.loop.isOpen() ? openLoop(share) : new ClosedLoop(share);
            warmUp(generator);
        } catch (IOException | LoadFailure failure) {
            throw experiment.failed(Verdict.FAILED, failure);
        }
    }

    /// Warms the server up by a closed loop first: at a low rate alone it would take minutes to be
    /// compiled. The open loop itself is warmed up at a rate in the middle.
    private Generator openLoop(LoadConfig share) throws IOException {
        try (var loop = new ClosedLoop(share)) {
            warmUp(loop);
        }
        return new OpenLoop(share, schedule(middle()));
    }

    private Cell middle() {
        var cells = experiment.cells();
        return cells.get(cells.size() / 2);
    }

    private void warmUp(Generator loop) {
        var limit = experiment.order().effort().warmUp();
        experiment.log().warmedUp(WarmUp.run(loop, limit, experiment::compiledMillis));
    }

    @Setup(Level.Iteration)
    public void begin(IterationParams iteration) {
        if (generator instanceof OpenLoop loop) {
            boolean rehearses = iteration.getType() == IterationType.WARMUP;
            var tooOld = experiment.order().effort().iteration();
            loop.offer(schedule(rehearses ? middle() : experiment.log().cell()), tooOld);
        }
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

    /// This thread's share of what a cell offers; another one each time.
    private Schedule schedule(Cell cell) {
        var offer = new Offer(cell.loop(), cell.offeredPerSecond(), seeds.nextLong(), threads);
        return offer.schedule(index);
    }
}
