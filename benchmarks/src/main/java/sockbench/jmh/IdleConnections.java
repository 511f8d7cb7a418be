package sockbench.jmh;

import static java.util.concurrent.TimeUnit.SECONDS;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

import sockbench.fork.ConnectionSets;
import sockbench.fork.MeasuredFork;
import sockbench.fork.MeasuredServer;
import sockbench.fork.Slot;
import sockbench.fork.WindowValues;
import sockbench.host.Counters;
import sockbench.load.Generator;
import sockbench.load.transport.LoadFailure;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Verdict;
import sockbench.results.Window;

import java.io.IOException;
import java.time.Duration;

/// What do connections cost that say nothing? Each has asked at least once, so that whatever a
/// server keeps for a connection is there; then all are silent, and the servers are looked at in
/// turn. JMH's score is the time it took.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(SECONDS)
public class IdleConnections {
    private static final Duration ONCE = Duration.ofMillis(1);

    @Benchmark
    public void hold(ForkState experiment) throws IOException, InterruptedException {
        var fork = experiment.fork();
        try (var generators = new ConnectionSets(fork.spec().seed(), 0, 1)) {
            fork.measuringBegins();
            for (var stage : fork.spec().stages()) {
                connect(fork, generators, stage.conditions());
            }
            for (var slot : fork.spec().slots()) {
                watch(fork, slot);
            }
        }
    }

    private static void connect(MeasuredFork fork, ConnectionSets generators, Cell conditions)
            throws IOException {
        for (var server : fork.servers().sound()) {
            try {
                var one = conditions.withConnections(1);
                ask(server, generators.of(server, one));
                generators.close(server, one);
                var without = server.counters();
                ask(server, generators.of(server, conditions));
                var with = server.counters();
                if (server.arm() == Arm.SUBJECT && without != null && with != null) {
                    record(fork, conditions.withModel(server.model()), without, with);
                }
            } catch (LoadFailure failure) {
                server.end(Verdict.FAILED, String.valueOf(failure.getMessage()));
            }
        }
    }

    private static void ask(MeasuredServer server, Generator generator) throws IOException {
        server.begin();
        generator.run(ONCE);
        server.end();
    }

    /// What the server's code and its first connection need is not the price of one more.
    private static void record(MeasuredFork fork, Cell cell, Counters without, Counters with) {
        if (with.residentBytes() != Counters.UNKNOWN) {
            double grown = (double) with.residentBytes() - without.residentBytes();
            fork.log().of(cell).sample(Metric.BYTES_PER_CONNECTION, grown / cell.connections());
        }
    }

    private static void watch(MeasuredFork fork, Slot slot)
            throws IOException, InterruptedException {
        var server = fork.server(slot);
        if (server.ended() != null) {
            return;
        }
        var before = server.begin();
        long started = System.nanoTime();
        Thread.sleep(fork.spec().effort().windowMillis());
        long ended = System.nanoTime();
        var after = server.end();
        if (before == null || after == null) {
            return;
        }
        var values = WindowValues.ofSilence(started, ended, before, after);
        fork.log()
                .add(
                        new Window(
                                fork.spec().number(),
                                fork.cell(slot),
                                server.arm(),
                                slot.block(),
                                slot.position(),
                                values));
    }
}
