package sockbench.jmh;

import static java.util.concurrent.TimeUnit.SECONDS;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

import sockbench.fork.WorkingServers;

import java.io.IOException;

/// What does a request cost that waits, computes or is large, and what does it do to others? JMH's
/// score is the time it took.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(SECONDS)
public class WorkingRequests {
    @Benchmark
    public void ask(ForkState experiment) throws IOException {
        try (var servers = new WorkingServers(experiment.fork())) {
            servers.run();
        }
    }
}
