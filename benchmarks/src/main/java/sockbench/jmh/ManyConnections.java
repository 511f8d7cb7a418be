package sockbench.jmh;

import static java.util.concurrent.TimeUnit.SECONDS;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

import sockbench.fork.Staircase;

import java.io.IOException;

/// How many connections does a server hold, and what do they cost? JMH's score is the time it took.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(SECONDS)
public class ManyConnections {
    @Benchmark
    public void climb(ForkState experiment) throws IOException, InterruptedException {
        try (var staircase = new Staircase(experiment.fork())) {
            staircase.climb();
        }
    }
}
