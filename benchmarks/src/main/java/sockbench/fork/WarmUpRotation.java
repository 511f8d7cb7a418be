package sockbench.fork;

import sockbench.fork.SteadyStates.WarmUpTarget;
import sockbench.load.LoadResult;
import sockbench.load.transport.LoadFailure;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Verdict;
import sockbench.results.WindowField;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Brings the servers of a fork to a steady state: all of them in rotation, on the connections that
/// are measured, until the last is steady or time is up. An open loop is preceded by a closed one,
/// because at a low rate a server would take minutes to be compiled.
public final class WarmUpRotation {
    static final Duration WINDOW = Duration.ofMillis(40);

    private static final long NANOS_PER_MILLI = 1_000_000;

    /// Busy connections of a closed loop before an open one.
    private static final int CONNECTIONS = 64;

    private final MeasuredFork fork;
    private final ConnectionSets generators;
    private final ThreadWindows windows;
    private final OfferedRates offers;

    public WarmUpRotation(
            MeasuredFork fork,
            ConnectionSets generators,
            ThreadWindows windows,
            OfferedRates offers) {
        this.fork = fork;
        this.generators = generators;
        this.windows = windows;
        this.offers = offers;
    }

    public void run() {
        var closed = lines(false);
        var open = lines(true);
        var before = open.stream().map(WarmUpRotation::closed).distinct().toList();
        byConnections(closed).forEach(this::rotate);
        rotate(before);
        before.forEach(line -> generators.close(line.server(), line.conditions()));
        rotate(open);
    }

    /// Many connections first: what a request runs through is compiled there soonest.
    private static List<List<WarmUpTarget>> byConnections(List<WarmUpTarget> lines) {
        var groups = new TreeMap<Integer, List<WarmUpTarget>>(Comparator.reverseOrder());
        for (var line : lines) {
            groups.computeIfAbsent(line.conditions().connections(), first -> new ArrayList<>())
                    .add(line);
        }
        return List.copyOf(groups.values());
    }

    /// Each server on each of its sets of connections; of several rates the one in the middle.
    private List<WarmUpTarget> lines(boolean open) {
        Set<WarmUpTarget> lines = new LinkedHashSet<>();
        for (var stage : fork.spec().stages()) {
            if (stage.conditions().loop().isOpen() != open) {
                continue;
            }
            if (stage.paired()) {
                lines.add(new WarmUpTarget(fork.servers().reference(), alike(stage.conditions())));
            }
            for (var cell : stage.cells()) {
                lines.add(new WarmUpTarget(fork.servers().of(cell), alike(cell)));
            }
        }
        return List.copyOf(lines);
    }

    /// The same for all cells on the same connections.
    private Cell alike(Cell cell) {
        var stages = fork.spec().stages();
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

    private static WarmUpTarget closed(WarmUpTarget open) {
        var conditions = open.conditions();
        return new WarmUpTarget(
                open.server(),
                new Cell(
                        conditions.question(),
                        "",
                        Math.min(CONNECTIONS, conditions.connections()),
                        conditions.bodyBytes(),
                        LoopType.CLOSED,
                        0,
                        0));
    }

    /// Who is steady waits for the others. The reference takes part to the end: what is not steady
    /// yet is compared with it.
    private void rotate(List<WarmUpTarget> lines) {
        if (lines.isEmpty()) {
            return;
        }
        var states = fork.warmingUp();
        long limit = fork.spec().effort().warmUpMillis() * NANOS_PER_MILLI;
        long started = System.nanoTime();
        var unsteady = lines;
        boolean timeIsUp = false;
        for (int rotation = 1; !unsteady.isEmpty() && !timeIsUp; rotation++) {
            for (var line : lines) {
                if (unsteady.contains(line) || line.server().arm() == Arm.REFERENCE) {
                    windows.run(
                            line.server(),
                            line.conditions(),
                            rotation,
                            WINDOW,
                            sink(line, rotation, states));
                }
            }
            unsteady = fork.stillUnsteady(unsteady);
            timeIsUp = fork.agree(System.nanoTime() - started > limit);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        fork.warmedUp(unsteady, seconds);
    }

    private WindowSink sink(WarmUpTarget line, int rotation, SteadyStates states) {
        return new WindowSink() {
            @Override
            public void take(LoadResult load, Map<WindowField, Double> values) {
                if (!load.loop().isOpen()) {
                    offers.closedLoopRate(line.server(), load.completedPerSecond());
                }
                states.add(line, rotation, cost(values), line.server().compiledMillis());
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
    static double cost(Map<WindowField, Double> values) {
        double used =
                values.getOrDefault(
                        WindowField.SERVER_CPU_NS, values.getOrDefault(WindowField.WALL_NS, 1.0));
        return Math.max(used, 1) / Math.max(values.getOrDefault(WindowField.ANSWERED, 1.0), 1);
    }
}
