package sockbench.fork;

import org.jspecify.annotations.Nullable;

import sockbench.fork.SteadyStates.WarmUpTarget;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.LatencyLog;
import sockbench.results.LatencyLog.Source;
import sockbench.results.Metric;
import sockbench.results.Sample;
import sockbench.results.Verdict;
import sockbench.results.Window;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one fork measured of its cells, and how it ended for each. It is written once, at the end.
/// Thread-safe.
public final class ForkLog {
    private final ForkSpec spec;
    private final List<Window> windows = new ArrayList<>();
    private final Map<Cell, CellLog> cells = new LinkedHashMap<>();
    private final Set<WarmUpTarget> overloads = new HashSet<>();
    private boolean written;

    ForkLog(ForkSpec spec) {
        this.spec = spec;
        spec.cells().forEach(cell -> cells.put(cell, new CellLog(cell.question())));
    }

    /// Notes that a server was offered more than it can do under some conditions.
    synchronized void overloaded(MeasuredServer server, Cell conditions) {
        overloads.add(new WarmUpTarget(server, conditions));
    }

    synchronized boolean isOverloaded(MeasuredServer server, Cell conditions) {
        return overloads.contains(new WarmUpTarget(server, conditions));
    }

    /// Adds what a part of the warm-up took.
    synchronized void warmedUp(double seconds) {
        cells.values().forEach(log -> log.warmedUp(seconds));
    }

    /// Notes that a server is not steady, for its cells on those connections; of the reference, for
    /// all cells that are measured against it there.
    synchronized void notSteady(Servers servers, WarmUpTarget line, String reason) {
        cells.forEach((cell, log) -> {
            boolean concerned =
                    line.server().equals(servers.reference())
                            || line.server().equals(servers.of(cell));
            if (concerned && line.isFor(cell)) {
                log.end(Verdict.NOT_STEADY, line.server().model() + ": " + reason);
            }
        });
    }

    /// Takes a window of a subject or of the reference.
    public synchronized void add(Window window) {
        windows.add(window);
    }

    /// What is gathered of a subject's cell.
    public synchronized CellLog of(Cell cell) {
        var log = cells.get(cell);
        if (log == null) {
            throw new IllegalArgumentException(cell + " is not measured by this fork");
        }
        return log;
    }

    /// Everything has ended. A server that failed has failed for all of its cells; what was
    /// measured of the others stands.
    synchronized void write(Servers servers) throws IOException {
        if (written) {
            return;
        }
        written = true;
        var run = spec.run();
        run.appendWindows(windows);
        var latencies = new LatencyLog(run);
        var samples = new ArrayList<Sample>();
        for (var entry : cells.entrySet()) {
            var cell = entry.getKey();
            values(cell, entry.getValue(), servers)
                    .forEach((metric, value) -> samples.add(sample(cell, metric, value)));
            latencies.append(Source.of(spec.number(), cell), entry.getValue().histograms());
        }
        run.append(samples);
        for (var entry : cells.entrySet()) {
            run.append(ended(entry.getKey(), entry.getValue(), servers));
        }
    }

    /// What the server counted beyond the answers of its other cells belongs to this one.
    private Map<Metric, Double> values(Cell cell, CellLog log, Servers servers) {
        var server = servers.of(cell);
        if (spec.kind().hasLevels()) {
            // Each number of connections has its own.
            return log.samples();
        }
        long answered = answered(server);
        var values = servers.usages(server).values(answered);
        values.computeIfPresent(
                Metric.SERVER_REQUESTS, (metric, all) -> all - (answered - log.answered()));
        values.putAll(log.samples());
        return values;
    }

    private Fork ended(Cell cell, CellLog log, Servers servers) {
        if (spec.kind().hasLevels()) {
            // What a server did with fewer connections stands, whatever more did to it.
            return spec.ended(cell, log.outcome(), log.reason());
        }
        var broken = broken(servers.of(cell), servers.reference());
        if (broken != null) {
            return spec.ended(cell, broken.verdict(), broken.reason());
        }
        return spec.ended(cell, log.outcome(), log.reason());
    }

    private static MeasuredServer.@Nullable Ended broken(
            MeasuredServer server, MeasuredServer reference) {
        var own = server.ended();
        var other = reference.ended();
        return own != null || other == null
                ? own
                : new MeasuredServer.Ended(other.verdict(), "the reference: " + other.reason());
    }

    /// Nothing was measured; the first reason stays.
    synchronized void fail(Verdict outcome, String reason) throws IOException {
        if (written) {
            return;
        }
        written = true;
        for (var cell : cells.keySet()) {
            spec.run().append(spec.ended(cell, outcome, reason));
        }
    }

    private long answered(MeasuredServer server) {
        return cells.entrySet().stream()
                .filter(entry -> entry.getValue().isOf(server))
                .mapToLong(entry -> entry.getValue().answered())
                .sum();
    }

    private Sample sample(Cell cell, Metric metric, double value) {
        return new Sample(cell, spec.round(), spec.number(), metric, value);
    }
}
