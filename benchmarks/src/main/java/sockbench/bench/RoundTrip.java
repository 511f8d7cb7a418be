package sockbench.bench;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// How long does one request take when nothing else is going on? One connection, closed loop:
/// mostly the price of two wake-ups.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(MICROSECONDS)
public class RoundTrip {
    @Benchmark
    public void request(Client client) {
        client.completeOne();
    }
}
