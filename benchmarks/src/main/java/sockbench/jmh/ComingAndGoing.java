package sockbench.jmh;

import static java.util.concurrent.TimeUnit.SECONDS;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

import sockbench.fork.ChurningServers;

import java.io.IOException;

/// What does a connection cost that comes, asks once or ten times, and goes? JMH's score is the
/// time it took.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(SECONDS)
public class ComingAndGoing {
    @Benchmark
    public void connect(ForkState experiment) throws IOException {
        try (var servers = new ChurningServers(experiment.fork())) {
            servers.run();
        }
    }
}
