package sockbench.fork;

import org.jspecify.annotations.Nullable;

import sockbench.load.Generator;
import sockbench.load.LoadResult;
import sockbench.load.OpenLoop;
import sockbench.load.transport.LoadFailure;
import sockbench.results.Cell;
import sockbench.results.Verdict;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The windows of one generator thread, one at a time. In a window of a server that is measured no
/// longer nothing happens.
public final class ThreadWindows {
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final MeasuredFork fork;
    private final ConnectionSets generators;
    private final OfferedRates offers;
    private @Nullable MeasuredServer server;
    private @Nullable Generator generator;
    private @Nullable LoadFailure failure;

    public ThreadWindows(MeasuredFork fork, ConnectionSets generators, OfferedRates offers) {
        this.fork = fork;
        this.generators = generators;
        this.offers = offers;
    }

    /// The first request goes out, or the schedule begins.
    ///
    /// @param block from 1; decides about the schedule
    public void begin(MeasuredServer of, Cell conditions, int block) {
        server = of;
        failure = null;
        generator = null;
        if (of.ended() != null || fork.log().isOverloaded(of, conditions)) {
            return;
        }
        try {
            generator = generators.of(of, conditions);
        } catch (IOException refused) {
            throw fork.failed(refused);
        }
        if (generator instanceof OpenLoop loop) {
            loop.offer(offers.schedule(of, conditions, block), offers.longestBacklog());
        }
        fork.opens(of);
        generator.begin();
    }

    /// Completes one request.
    public void complete() {
        if (generator == null || failure != null) {
            LockSupport.parkNanos(IDLE_NANOS);
            return;
        }
        try {
            generator.complete();
        } catch (LoadFailure ended) {
            failure = ended;
        }
    }

    /// Awaits all answers and hands over what the window has measured.
    public void finish(WindowSink sink) {
        if (generator != null && server != null) {
            fork.closes(server, result(generator), failure, sink);
        }
    }

    /// A whole window.
    public void run(
            MeasuredServer of, Cell conditions, int block, Duration length, WindowSink sink) {
        begin(of, conditions, block);
        long end = System.nanoTime() + length.toNanos();
        while (generator != null && failure == null && System.nanoTime() - end < 0) {
            complete();
        }
        finish(sink);
    }

    /// Null if nothing can be told. After an overload everything can.
    private @Nullable LoadResult result(Generator from) {
        if (failure != null && failure.verdict() != Verdict.OVERLOAD) {
            return null;
        }
        try {
            return from.finish();
        } catch (LoadFailure ended) {
            failure = ended;
            return null;
        }
    }
}
