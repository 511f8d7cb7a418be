package sockbench.bench;

import org.apache.commons.math3.stat.regression.SimpleRegression;

import sockbench.results.Cell;
import sockbench.results.Limits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whether the servers of a fork have become steady: over the last warm-up windows the cost of each,
/// compared with that of all in the same rotation, has no slope, and its compilers have come to
/// rest. Compared, because the machine itself becomes slower and faster by a third; the compilers,
/// because cost also stands still while a large method waits to be compiled.
///
/// Not thread-safe.
final class SteadyStates {
    /// Rotations that are looked at.
    private static final int ROTATIONS = 6;

    /// What is warmed up: a server, on the connections of some conditions.
    record Line(MeasuredServer server, Cell conditions) {
        /// Whether a cell of the server is measured on these connections, or on others of the same
        /// number after an open loop has taken their place.
        boolean isFor(Cell cell) {
            return conditions.bodyBytes() == cell.bodyBytes()
                    && (conditions.connections() == cell.connections() || cell.loop().isOpen());
        }
    }

    private static final class Series {
        private final List<Double> logCosts = new ArrayList<>();
        private final List<Long> compiledMillis = new ArrayList<>();
    }

    private final double windowMillis;
    private final Map<Line, Series> lines = new LinkedHashMap<>();

    SteadyStates(double windowMillis) {
        this.windowMillis = windowMillis;
    }

    /// Takes a warm-up window.
    ///
    /// @param cost of a request, in any unit
    /// @param compiledMillis work of the server's compilers so far
    void add(Line line, double cost, long compiledMillis) {
        var series = lines.computeIfAbsent(line, first -> new Series());
        series.logCosts.add(Math.log(cost));
        series.compiledMillis.add(compiledMillis);
    }

    /// Whether every server that is still measured is steady.
    boolean areSteady() {
        return lines.keySet().stream()
                .filter(line -> line.server.ended() == null)
                .allMatch(line -> isAtRest(line) && Math.abs(change(line)) <= allowed(line));
    }

    /// Why a server is not steady on some connections; empty if it is.
    String reason(Line line) {
        if (!lines.containsKey(line) || rotations(line) < ROTATIONS) {
            return "the warm-up was over after %d windows".formatted(rotations(line));
        }
        if (!isAtRest(line)) {
            return "its compilers still worked when the warm-up was over";
        }
        return Math.abs(change(line)) <= allowed(line)
                ? ""
                : String.format(
                        Locale.ROOT,
                        "its cost changed by %+.1f %% over the last windows of the warm-up",
                        100 * Math.expm1(change(line)));
    }

    private boolean isAtRest(Line line) {
        int count = rotations(line);
        if (count < ROTATIONS) {
            return false;
        }
        var compiled = series(line).compiledMillis;
        long work = compiled.get(count - 1) - compiled.get(count - ROTATIONS);
        return work <= Limits.WARM_UP_COMPILING.value() * worked(line.server());
    }

    /// How long a server had requests, on all its connections, in the rotations that are looked at.
    private double worked(MeasuredServer server) {
        long own = lines.keySet().stream().filter(line -> line.server.equals(server)).count();
        return own * (ROTATIONS - 1) * windowMillis;
    }

    /// Of the logarithm of cost, from the first to the last of the windows that are looked at.
    private double change(Line line) {
        return regression(line).getSlope() * (ROTATIONS - 1);
    }

    /// A slope that the scatter of the windows explains is none.
    private double allowed(Line line) {
        double explained = 2 * regression(line).getSlopeStdErr() * (ROTATIONS - 1);
        return Math.max(explained, Limits.WARM_UP_SLOPE.value());
    }

    private SimpleRegression regression(Line line) {
        var regression = new SimpleRegression();
        int count = rotations(line);
        for (int i = count - ROTATIONS; i < count; i++) {
            regression.addData(i, series(line).logCosts.get(i) - mean(i, lines.values()));
        }
        return regression;
    }

    /// Of all servers in one rotation.
    private static double mean(int rotation, Collection<Series> all) {
        return all.stream()
                .filter(series -> series.logCosts.size() > rotation)
                .mapToDouble(series -> series.logCosts.get(rotation))
                .average()
                .orElse(0);
    }

    private int rotations(Line line) {
        return lines.containsKey(line) ? series(line).logCosts.size() : 0;
    }

    private Series series(Line line) {
        return lines.getOrDefault(line, new Series());
    }
}
