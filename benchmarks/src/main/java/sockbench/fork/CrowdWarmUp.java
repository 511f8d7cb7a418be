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
import java.util.stream.Collectors;

/// Brings servers that have crowds of connections to a steady state: all in turn, until all are
/// steady or time is up.
final class CrowdWarmUp {
    /// A window of one of the servers.
    interface OneWindow {
        void run(MeasuredServer server, Duration length, WindowSink sink) throws IOException;
    }

    private final MeasuredFork fork;
    private final OneWindow window;

    CrowdWarmUp(MeasuredFork fork, OneWindow window) {
        this.fork = fork;
        this.window = window;
    }

    /// @param servers the reference among them
    /// @param conditions under which they are warmed up
    /// @return who is not steady, and why; empty if all are
    Map<MeasuredServer, String> run(List<MeasuredServer> servers, Cell conditions)
            throws IOException {
        var states = fork.warmingUp();
        var targets = servers.stream().map(server -> new WarmUpTarget(server, conditions)).toList();
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
                .collect(
                        Collectors.toMap(
                                WarmUpTarget::server,
                                target -> target.server().model() + ": " + states.reason(target)));
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
