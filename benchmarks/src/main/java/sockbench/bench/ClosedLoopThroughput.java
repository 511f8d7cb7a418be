package sockbench.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// How many requests per second does a model answer while every connection always has one under
/// way?
///
/// Closed loop: the load waits for the server, so its latencies must not be read as those of a load
/// that does not.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(SECONDS)
public class ClosedLoopThroughput {
    @Benchmark
    public void request(Client client) {
        client.completeOne();
    }
}
