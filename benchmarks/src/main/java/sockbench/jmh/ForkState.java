package sockbench.jmh;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

import sockbench.fork.ForkSpec;
import sockbench.fork.MeasuredFork;

import java.io.IOException;

/// The fork that JMH's process was started for.
@State(Scope.Benchmark)
public class ForkState {
    private MeasuredFork fork;

    @Setup(Level.Trial)
    public void start(BenchmarkParams benchmark) {
        fork = MeasuredFork.start(ForkSpec.received(), benchmark.getThreads());
    }

    @TearDown(Level.Trial)
    public void end() throws IOException {
        fork.end();
    }

    MeasuredFork fork() {
        return fork;
    }
}
