package sockbench.fork;

import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.stat.regression.SimpleRegression;

import sockbench.results.Cell;
import sockbench.results.Limits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whether the servers of a fork have become steady: over the last warm-up windows the cost of
/// each, compared with that of the reference in the same rotation, has no slope, and its compilers
/// have come to rest. Compared, because the machine itself becomes slower and faster by a third;
/// the compilers, because cost also stands still while a large method waits to be compiled.
///
/// Not thread-safe.
final class SteadyStates {
    /// Windows that are looked at.
    private static final int WINDOWS = 6;

    /// What is warmed up: a server, on the connections of some conditions.
    record WarmUpTarget(MeasuredServer server, Cell conditions) {
        /// Whether a cell of the server is measured on these connections, or on others after an
        /// open loop has taken their place.
        boolean isFor(Cell cell) {
            return conditions.bodyBytes() == cell.bodyBytes()
                    && (conditions.connections() == cell.connections() || cell.loop().isOpen());
        }
    }

    private record RotationCost(int rotation, double logCost, long compiledMillis) {}

    private final double windowMillis;
    private final Map<WarmUpTarget, List<RotationCost>> entries = new LinkedHashMap<>();

    SteadyStates(double windowMillis) {
        this.windowMillis = windowMillis;
    }

    /// Takes a warm-up window.
    ///
    /// @param rotation counts up; windows of one rotation are compared with each other
    /// @param cost of a request, in any unit
    /// @param compiledMillis work of the server's compilers so far
    void add(WarmUpTarget line, int rotation, double cost, long compiledMillis) {
        entries.computeIfAbsent(line, first -> new ArrayList<>())
                .add(new RotationCost(rotation, Math.log(cost), compiledMillis));
    }

    boolean isSteady(WarmUpTarget line) {
        return reason(line).isEmpty();
    }

    /// Why a server is not steady on some connections; empty if it is.
    String reason(WarmUpTarget line) {
        var last = last(line);
        if (last.size() < WINDOWS) {
            return "the warm-up was over after %d windows".formatted(last.size());
        }
        long work = last.getLast().compiledMillis - last.getFirst().compiledMillis;
        if (work > Limits.WARM_UP_COMPILING.value() * (WINDOWS - 1) * windowMillis) {
            return "its compilers still worked when the warm-up was over";
        }
        var regression = new SimpleRegression();
        last.forEach(entry -> regression.addData(entry.rotation, relative(line, entry)));
        int span = last.getLast().rotation - last.getFirst().rotation;
        double change = regression.getSlope() * span;
        // A slope that the scatter of the windows explains is none.
        double explained = 2 * regression.getSlopeStdErr() * span;
        return Math.abs(change) <= Math.max(explained, Limits.WARM_UP_SLOPE.value())
                ? ""
                : String.format(
                        Locale.ROOT,
                        "its cost changed by %+.1f %% over the last windows of the warm-up",
                        100 * Math.expm1(change));
    }

    private List<RotationCost> last(WarmUpTarget line) {
        var all = entries.getOrDefault(line, List.of());
        return all.subList(Math.max(0, all.size() - WINDOWS), all.size());
    }

    /// A subject to the reference; the reference to the median of the subjects.
    private double relative(WarmUpTarget line, RotationCost entry) {
        double[] others =
                entries.entrySet().stream()
                        .filter(other -> other.getKey().server().arm() != line.server().arm())
                        .flatMap(other -> other.getValue().stream())
                        .filter(other -> other.rotation == entry.rotation)
                        .mapToDouble(RotationCost::logCost)
                        .toArray();
        return others.length == 0 ? entry.logCost : entry.logCost - new Median().evaluate(others);
    }
}
