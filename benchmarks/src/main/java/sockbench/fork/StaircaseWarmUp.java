package sockbench.fork;

import sockbench.fork.SteadyStates.WarmUpTarget;
import sockbench.load.LoadResult;
import sockbench.load.transport.LoadFailure;
import sockbench.results.Cell;
import sockbench.results.WindowField;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Brings the server of a [Staircase] and its reference to a steady state, on the first
/// connections: both in turn, until both are steady or time is up.
final class StaircaseWarmUp {
    /// A window of one of the two servers.
    interface OneWindow {
        void run(MeasuredServer server, Duration length, WindowSink sink) throws IOException;
    }

    private final MeasuredFork fork;
    private final OneWindow window;

    StaircaseWarmUp(MeasuredFork fork, OneWindow window) {
        this.fork = fork;
        this.window = window;
    }

    /// @param conditions under which it is measured first
    /// @return who is not steady, and why; empty if both are
    List<String> run(MeasuredServer subject, Cell conditions) throws IOException {
        var states = fork.warmingUp();
        var targets =
                List.of(
                        new WarmUpTarget(fork.servers().reference(), conditions),
                        new WarmUpTarget(subject, conditions));
        long started = System.nanoTime();
        long limit = Duration.ofMillis(fork.spec().effort().warmUpMillis()).toNanos();
        var unsteady = targets;
        for (int rotation = 1;
                !unsteady.isEmpty() && System.nanoTime() - started < limit;
                rotation++) {
            for (var target : targets) {
                window.run(target.server(), WarmUpRotation.WINDOW, sink(target, rotation, states));
            }
            unsteady = fork.stillUnsteady(targets);
        }
        fork.warmedUp(List.of(), (System.nanoTime() - started) / 1e9);
        return unsteady.stream()
                .map(target -> target.server().model() + ": " + states.reason(target))
                .toList();
    }

    private static WindowSink sink(WarmUpTarget target, int rotation, SteadyStates states) {
        var server = target.server();
        return new WindowSink() {
            @Override
            public void take(LoadResult load, Map<WindowField, Double> values) {
                states.add(target, rotation, WarmUpRotation.cost(values), server.compiledMillis());
            }

            @Override
            public void failed(LoadFailure failure) {
                server.end(failure.verdict(), String.valueOf(failure.getMessage()));
            }
        };
    }
}
