package sockbench.measured;

import sockbench.results.Cell;
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

    /// What requests asked to wait, which is no part of their response time. The first of each
    /// connection in a window waits half as long on average, see [sockbench.load.crowd.RequestMix].
    private double meanWaitMicros() {
        double first = (double) windows * cell.busyConnections();
        return cell.waitMicros() * (1 - first / 2 / sum(WindowField.ANSWERED));
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

    /// By how much rate times the time of a round misses the connections. A round is a response and
    /// what the generator held its connection back before the next request. Of a request that is
    /// under way at the stop some part lies before, nobody knows how much: the law is kept if it is
    /// between none and all of it.
    double littlesLawError() {
        var heldBack = perRequest(WindowField.GENERATOR_HELD_BACK_NS);
        var responseMicros = meanResponseMicros() + meanWaitMicros();
        var roundNanos = responseMicros * 1e3 + (Double.isNaN(heldBack) ? 0 : heldBack);
        var least = sum(WindowField.COMPLETED) * roundNanos / sum(WindowField.WALL_NS);
        var most = sum(WindowField.ANSWERED) * roundNanos / sum(WindowField.WALL_NS);
        var connections = cell.busyConnections();
        return Math.max(0, Math.max(least - connections, connections - most)) / connections;
    }
}
