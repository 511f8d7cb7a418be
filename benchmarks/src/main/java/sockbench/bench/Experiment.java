package sockbench.bench;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

import sockbench.host.Compilers;
import sockbench.host.ServerProcess;
import sockbench.load.LoadConfig;
import sockbench.load.LoadFailure;
import sockbench.load.LoadResult;
import sockbench.load.NullServer;
import sockbench.results.Cell;
import sockbench.results.Loop;
import sockbench.results.Verdict;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// One fork: its server, what its generators measured, and how it ended. Shared by all generator
/// threads.
@State(Scope.Benchmark)
public class Experiment {
    /// Lets the compilers of this process, which give way to its generators, finish what the end of
    /// the last iteration has made hot, before a schedule is kept.
    private static final Duration REST = Duration.ofMillis(50);

    @Param("REACTOR")
    public String model;

    @Param("64")
    public int connections;

    @Param("64")
    public int bodyBytes;

    @Param("CLOSED")
    public Loop loop;

    /// Requests per second, rising, separated by spaces: the rates of a [Sweep].
    @Param("0")
    public String offeredPerSecond;

    @Param("0")
    public int threads;

    private final List<LoadResult> finished = new ArrayList<>();
    private ForkOrder order;
    private ForkLog log;
    private @Nullable ServerProcess server;
    private Reading before;
    private CountDownLatch generators;
    private boolean measuring;

    /// Starts the server. The fork ends when its runner does, however that happens.
    @Setup(Level.Trial)
    public void start() throws IOException {
        order = ForkOrder.received();
        endWith(order.runner());
        log = new ForkLog(order, cells());
        try {
            if (order.target().isEmpty()) {
                server = ServerProcess.start(startedModel(), threads, order.serverCpus());
            }
        } catch (IOException notStarted) {
            throw failed(Verdict.FAILED, notStarted);
        }
    }

    @Setup(Level.Iteration)
    public void beginIteration(BenchmarkParams benchmark, IterationParams iteration)
            throws IOException, InterruptedException {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            measuringBegins();
        }
        if (loop.isOpen()) {
            Thread.sleep(REST);
        }
        finished.clear();
        generators = new CountDownLatch(benchmark.getThreads());
        before = read();
    }

    /// Waits for the generators, then takes what they and the kernel counted.
    @TearDown(Level.Iteration)
    public void endIteration(IterationParams iteration) throws IOException, InterruptedException {
        if (!ForkRunner.isIterated(order.question())) {
            return;
        }
        generators.await();
        if (log.hasEnded()) {
            return;
        }
        var load = LoadResult.merge(finished);
        var values = IterationValues.of(load, before, read(), threadsBefore(), serverCpus());
        if (iteration.getType() == IterationType.MEASUREMENT) {
            log.window(load, values);
        } else {
            log.rehearse(load, values);
        }
        IterationMetrics.hand(values);
    }

    /// Writes what was measured and how the fork ended.
    @TearDown(Level.Trial)
    public void end() throws IOException {
        if (log.hasEnded()) {
            return;
        }
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException failure) {
            throw failed(Verdict.FAILED, failure);
        }
        log.end();
    }

    List<Cell> cells() {
        var alike = new Cell(order.question(), model, connections, bodyBytes, loop, 0, threads);
        return Sweep.cells(alike, offeredPerSecond);
    }

    ForkOrder order() {
        return order;
    }

    ForkLog log() {
        return log;
    }

    /// What the compilers have worked, the server's and the generator's own, for
    /// [WarmUp][sockbench.load.WarmUp]. Both must rest before measuring: on one CPU a generator is
    /// late by as much as its compiler works.
    synchronized long compiledMillis() {
        long own = Compilers.millis();
        try {
            return server == null ? own : own + server.counters().compiledMillis();
        } catch (IOException serverEnded) {
            throw failed(Verdict.FAILED, serverEnded);
        }
    }

    /// From now on the generator's compilers give way to it.
    void measuringBegins() {
        if (measuring) {
            return;
        }
        measuring = true;
        try {
            Compilers.giveWay();
        } catch (IOException refused) {
            throw failed(Verdict.FAILED, refused);
        }
    }

    /// What all generators of this fork do together.
    LoadConfig load() {
        var load =
                LoadConfig.to(address())
                        .withConnections(connections)
                        .withBodyBytes(bodyBytes)
                        .withSeed(order.seed());
        return model.equals(Cell.NULL_SERVER) ? load.withoutLetters() : load;
    }

    private InetSocketAddress address() {
        if (server != null) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        }
        int colon = order.target().lastIndexOf(':');
        return new InetSocketAddress(
                order.target().substring(0, colon),
                Integer.parseInt(order.target().substring(colon + 1)));
    }

    /// Takes what one generator thread measured in this iteration.
    synchronized void finished(LoadResult result) {
        finished.add(result);
        generators.countDown();
    }

    /// Notes how the fork ended early; the first reason stays.
    ///
    /// @return what to throw, so that JMH stops
    synchronized IllegalStateException failed(Verdict verdict, Exception cause) {
        try {
            log.end(verdict, reason(cause));
        } catch (IOException cannotWrite) {
            cause.addSuppressed(cannotWrite);
        }
        return new IllegalStateException(cause.getMessage(), cause);
    }

    private String reason(Exception cause) {
        if (cause instanceof LoadFailure && server != null) {
            try {
                server.counters();
            } catch (IOException serverEnded) {
                return cause.getMessage() + "; " + serverEnded.getMessage();
            }
        }
        return String.valueOf(cause.getMessage());
    }

    private String startedModel() {
        return model.equals(Cell.NULL_SERVER)
                ? NullServer.class.getName()
                : cells().getFirst().startedModel();
    }

    Reading read() throws IOException {
        return new Reading(System.nanoTime(), server == null ? null : server.counters());
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

    int threadsBefore() {
        return server == null ? 0 : server.threadsBefore();
    }

    private int serverCpus() {
        int pinned = order.serverCpus().cpus().cardinality();
        return pinned > 0 ? pinned : Runtime.getRuntime().availableProcessors();
    }
}
