package sockbench.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// How long does a user wait at a given rate of requests? Open loop: requests are due on a
/// schedule, and response time counts from then.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(SECONDS)
public class ResponseTime {
    @Benchmark
    public void request(Client client) {
        client.completeOne();
    }
}
