package sockbench.jmh;

import static java.util.concurrent.TimeUnit.SECONDS;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// How many requests per second does a model complete? In a closed loop as many as it can; with one
/// connection, as many as round trips fit into a second; in an open loop as many as are due.
///
/// Closed loop: the load waits for the server, so its latencies must not be read as those of a load
/// that does not.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(SECONDS)
public class Requests {
    @Benchmark
    public void complete(ForkState experiment, GeneratorState client) {
        client.completeOne();
    }
}
