package sockbench.measured;

import sockbench.results.Cell;
import sockbench.results.Question;
import sockbench.results.Window;
import sockbench.results.WindowField;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/// What one server did in several of its windows together.
///
/// Costs and rates follow from sums: a mean of the windows' own costs is too high, by another
/// amount for each model.
public final class WindowSums {
    private final Cell cell;
    private final Map<WindowField, Double> sums = new EnumMap<>(WindowField.class);
    private double responseMicros;
    private int windows;
    private int preempted;

    private WindowSums(Cell cell) {
        this.cell = cell;
    }

    /// @param windows of one cell, at least one
    public static WindowSums of(Collection<Window> windows) {
        var all = new WindowSums(windows.iterator().next().cell());
        windows.forEach(all::add);
        return all;
    }

    private void add(Window window) {
        for (var field : WindowField.values()) {
            sums.merge(field, window.value(field), Double::sum);
        }
        windows++;
        preempted += window.isPreempted() ? 1 : 0;
        responseMicros +=
                window.value(WindowField.RESPONSE_MEAN_US) * window.value(WindowField.ANSWERED);
    }

    Cell cell() {
        return cell;
    }

    /// NaN if a window does not know it.
    double sum(WindowField field) {
        return sums.getOrDefault(field, Double.NaN);
    }

    /// Of all requests together, not of the windows' means.
    double meanResponseMicros() {
        return responseMicros / sum(WindowField.ANSWERED);
    }

    double preemptedShare() {
        return (double) preempted / windows;
    }

    double perRequest(WindowField field) {
        return sum(field) / sum(WindowField.ANSWERED);
    }

    double perSecond(WindowField field) {
        return sum(field) / sum(WindowField.WALL_NS) * 1e9;
    }

    double perWallTime(WindowField nanos) {
        return sum(nanos) / sum(WindowField.WALL_NS);
    }

    /// By how much rate times the time of a round misses the connections. A round is a response,
    /// the wait that was asked for, and what the generator held its connection back before the next
    /// request. A request that is under way at the stop counts by half: on average, half of its
    /// time lies before. After a lead, as many are under way at the begin.
    ///
    /// @return NaN where the latencies of some requests are left out
    double littlesLawError() {
        if (cell.question() == Question.HEAD_OF_LINE) {
            return Double.NaN;
        }
        var requests =
                cell.question().hasLead()
                        ? sum(WindowField.COMPLETED)
                        : (sum(WindowField.COMPLETED) + sum(WindowField.ANSWERED)) / 2;
        var heldBack =
                cell.question().hasLead()
                        ? sum(WindowField.GENERATOR_HELD_BACK_NS) / requests
                        : perRequest(WindowField.GENERATOR_HELD_BACK_NS);
        var responseMicros = meanResponseMicros() + cell.waitMicros();
        var roundNanos = responseMicros * 1e3 + (Double.isNaN(heldBack) ? 0 : heldBack);
        var underWay = requests * roundNanos / sum(WindowField.WALL_NS);
        return Math.abs(cell.busyConnections() - underWay) / cell.busyConnections();
    }

    /// The share of CPUs in use. After a lead, CPU time is that of all requests, and the wall time
    /// that of those that were completed in the window.
    double busy(WindowField nanos) {
        return cell.question().hasLead()
                ? perRequest(nanos) * sum(WindowField.COMPLETED) / sum(WindowField.WALL_NS)
                : perWallTime(nanos);
    }
}
