package sockbench.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

import sockbench.host.Counters;
import sockbench.load.ClosedLoop;
import sockbench.load.LoadFailure;
import sockbench.load.WarmUp;
import sockbench.results.Metric;
import sockbench.results.Verdict;

import java.io.IOException;
import java.time.Duration;

/// What do connections cost that say nothing? Each has asked at least once, so that whatever a
/// server keeps for a connection is there; then all are silent.
///
/// Reading the counters is the server's only work in that time and is part of what is counted.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(SECONDS)
public class IdleConnections {
    @Benchmark
    public void hold(Experiment experiment) throws IOException, InterruptedException {
        try {
            warmUp(experiment);
            var without = experiment.read();
            try (var loop = new ClosedLoop(experiment.load())) {
                loop.run(Duration.ofMillis(1));
                var silent = experiment.read();
                Thread.sleep(experiment.order().effort().iteration());
                record(experiment, without, silent, experiment.read());
            }
        } catch (IOException | LoadFailure failure) {
            throw experiment.failed(Verdict.FAILED, failure);
        }
    }

    /// What the server's code and its first connection need is not the price of one more.
    private static void warmUp(Experiment experiment) throws IOException {
        try (var loop = new ClosedLoop(experiment.load().withConnections(1))) {
            var limit = experiment.order().effort().warmUp();
            experiment.log().warmedUp(WarmUp.run(loop, limit, experiment::compiledMillis));
        }
    }

    private static void record(
            Experiment experiment, Reading without, Reading silent, Reading after) {
        var none = without.counters();
        var before = silent.counters();
        var end = after.counters();
        if (none == null || before == null || end == null) {
            return;
        }
        double seconds = (after.nanos() - silent.nanos()) / 1e9;
        var log = experiment.log();
        log.add(Metric.IDLE_CPU, (end.cpuMicros() - before.cpuMicros()) / seconds);
        log.add(Metric.SERVER_THREADS, (double) (end.peakThreads() - experiment.threadsBefore()));
        if (end.residentBytes() != Counters.UNKNOWN) {
            double grown = (double) end.residentBytes() - none.residentBytes();
            log.add(Metric.BYTES_PER_CONNECTION, grown / experiment.connections);
        }
    }
}
