package sockbench.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

import sockbench.load.Capacity;
import sockbench.load.ClosedLoop;
import sockbench.load.LoadFailure;
import sockbench.load.LoadResult;
import sockbench.load.OpenLoop;
import sockbench.load.Schedule;
import sockbench.load.WarmUp;
import sockbench.results.Metric;
import sockbench.results.Verdict;

import java.io.IOException;
import java.time.Duration;

/// What is the highest rate at which p99 response time keeps within its objective? One search per
/// fork; JMH's score is the time it took.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(SECONDS)
public class CapacitySearch {
    @Benchmark
    public double search(Experiment experiment) throws IOException {
        try {
            var result = capacity(experiment, closedLoopRate(experiment));
            var log = experiment.log();
            log.add(Metric.CAPACITY_PER_SECOND, result.perSecond());
            log.add(Metric.OBJECTIVE_P99, result.objectiveMicros());
            log.add(Metric.CAPACITY_IS_BOUND, result.generatorLimited() ? 1 : 0);
            return result.perSecond();
        } catch (IOException | LoadFailure failure) {
            throw experiment.failed(Verdict.FAILED, failure);
        }
    }

    /// Warms the server up and says where to begin the search.
    private static double closedLoopRate(Experiment experiment) throws IOException {
        try (var loop = new ClosedLoop(experiment.load())) {
            var limit = experiment.order().effort().warmUp();
            var warmUp = WarmUp.run(loop, limit, experiment::compiledMillis);
            experiment.log().warmedUp(warmUp);
            return warmUp.perSecond().getLast();
        }
    }

    /// The open loop is warmed up as well, at half the rate: while it is compiled it is late
    /// itself.
    private static Capacity.Result capacity(Experiment experiment, double guess)
            throws IOException {
        var effort = experiment.order().effort();
        long seed = experiment.order().seed();
        try (var loop = new OpenLoop(experiment.load(), Schedule.poisson(guess / 2, seed))) {
            experiment
                    .log()
                    .warmedUp(WarmUp.run(loop, effort.warmUp(), experiment::compiledMillis));
            experiment.measuringBegins();
            Capacity.Load load = (rate, length) -> offer(loop, rate, seed, length);
            var budget = effort.iteration().multipliedBy(effort.iterations());
            return new Capacity(load, effort.iteration(), budget).search(guess);
        }
    }

    private static LoadResult offer(OpenLoop loop, double rate, long seed, Duration length) {
        loop.offer(Schedule.poisson(rate, seed), length);
        return loop.run(length);
    }
}
