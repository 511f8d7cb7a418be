package sockbench.bench;

import org.jspecify.annotations.Nullable;

import sockbench.bench.SteadyStates.Line;
import sockbench.load.LoadFailure;
import sockbench.load.LoadResult;
import sockbench.results.Cell;
import sockbench.results.Loop;
import sockbench.results.Metric;
import sockbench.results.Verdict;
import sockbench.results.WindowField;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Brings the servers of a fork to a steady state: all of them in rotation, on the connections that
/// are measured, until the last is steady or time is up. An open loop is preceded by a closed one,
/// because at a low rate a server would take minutes to be compiled.
final class WarmUpRotation {
    static final Duration WINDOW = Duration.ofMillis(50);

    /// Busy connections of a closed loop before an open one.
    private static final int CONNECTIONS = 64;

    private final Experiment experiment;
    private final ThreadGenerators generators;
    private final ThreadWindows windows;
    private final Offers offers;

    WarmUpRotation(
            Experiment experiment,
            ThreadGenerators generators,
            ThreadWindows windows,
            Offers offers) {
        this.experiment = experiment;
        this.generators = generators;
        this.windows = windows;
        this.offers = offers;
    }

    void run() {
        var lines = lines();
        var open = lines.stream().filter(line -> line.conditions().loop().isOpen()).toList();
        if (open.isEmpty()) {
            rotate(lines);
            return;
        }
        var closed = open.stream().map(WarmUpRotation::closed).distinct().toList();
        rotate(closed);
        closed.forEach(line -> generators.close(line.server(), line.conditions()));
        rotate(open);
    }

    /// Each server on each of its sets of connections; of several rates the one in the middle.
    private List<Line> lines() {
        Set<Line> lines = new LinkedHashSet<>();
        for (var stage : experiment.spec().stages()) {
            if (stage.paired()) {
                lines.add(new Line(experiment.servers().reference(), alike(stage.conditions())));
            }
            for (var cell : stage.cells()) {
                lines.add(new Line(experiment.servers().of(cell), alike(cell)));
            }
        }
        return List.copyOf(lines);
    }

    /// The same for all cells on the same connections.
    private Cell alike(Cell cell) {
        var stages = experiment.spec().stages();
        var rates =
                stages.stream()
                        .mapToDouble(stage -> stage.conditions().offeredPerSecond())
                        .sorted()
                        .toArray();
        return new Cell(
                stages.getFirst().conditions().question(),
                "",
                cell.connections(),
                cell.bodyBytes(),
                cell.loop(),
                rates[rates.length / 2],
                0);
    }

    private static Line closed(Line open) {
        var conditions = open.conditions();
        return new Line(
                open.server(),
                new Cell(
                        conditions.question(),
                        "",
                        Math.min(CONNECTIONS, conditions.connections()),
                        conditions.bodyBytes(),
                        Loop.CLOSED,
                        0,
                        0));
    }

    private void rotate(List<Line> lines) {
        var shared = experiment.warmingUp(lines);
        long limit = experiment.spec().effort().warmUpMillis() * 1_000_000L;
        long started = System.nanoTime();
        int rotation = 0;
        do {
            rotation++;
            for (var line : lines) {
                windows.run(
                        line.server(), line.conditions(), rotation, WINDOW, sink(line, shared));
            }
        } while (!experiment.agreedThat(
                () -> shared.areSteady() || System.nanoTime() - started > limit));
        double seconds = (System.nanoTime() - started) / 1e9;
        experiment.together(() -> experiment.warmedUp(lines, shared, seconds));
    }

    private WindowSink sink(Line line, SteadyStates shared) {
        return new WindowSink() {
            @Override
            public void take(LoadResult load, Map<WindowField, Double> values) {
                if (!load.loop().isOpen()) {
                    offers.closedLoopRate(line.server(), load.completedPerSecond());
                }
                shared.add(line, cost(values), compiled(line.server()));
            }

            @Override
            public void failed(LoadFailure failure) {
                if (failure.verdict() != Verdict.OVERLOAD) {
                    line.server().end(failure.verdict(), String.valueOf(failure.getMessage()));
                }
            }
        };
    }

    /// Of a server whose CPU time nobody knows, the time that a request takes.
    private static double cost(Map<WindowField, Double> values) {
        double used =
                values.getOrDefault(
                        WindowField.SERVER_CPU_NS, values.getOrDefault(WindowField.WALL_NS, 1.0));
        return Math.max(used, 1) / Math.max(values.getOrDefault(WindowField.ANSWERED, 1.0), 1);
    }

    private long compiled(MeasuredServer server) {
        try {
            var counters = server.counters();
            return counters == null ? 0 : counters.compiledMillis();
        } catch (IOException ended) {
            server.end(Verdict.FAILED, String.valueOf(ended.getMessage()));
            return 0;
        }
    }
}
