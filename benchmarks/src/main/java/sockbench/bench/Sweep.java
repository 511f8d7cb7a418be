package sockbench.bench;

import sockbench.results.Cell;
import sockbench.results.Plan.PlannedCell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// What one fork measures: one cell, or several that differ in the offered rate only. Rates rise,
/// so that a server that is overloaded at one of them has been measured at those it bears.
///
/// The rates of one fork share its server, and with it whatever state that has settled in. So they
/// are never compared with each other, only with other models' at the same rate.
///
/// @param cells at least one, by offered rate
/// @param rounds how often it runs
record Sweep(List<Cell> cells, int rounds) {
    /// In the order of the first cell of each; those that cannot run here are left out.
    static List<Sweep> of(List<PlannedCell> plan) {
        var alike = new LinkedHashMap<Cell, List<PlannedCell>>();
        plan.stream()
                .filter(PlannedCell::isAvailable)
                .forEach(planned ->
                        alike.computeIfAbsent(
                                        planned.cell().withOffered(0), key -> new ArrayList<>())
                                .add(planned));
        return alike.values().stream().map(Sweep::sorted).toList();
    }

    private static Sweep sorted(List<PlannedCell> alike) {
        return new Sweep(
                alike.stream()
                        .map(PlannedCell::cell)
                        .sorted(Comparator.comparingDouble(Cell::offeredPerSecond))
                        .toList(),
                alike.getFirst().rounds());
    }

    /// Stands for all of them where the rate does not matter.
    Cell first() {
        return cells.getFirst();
    }

    /// The offered rates, as a parameter of JMH.
    String rates() {
        return cells.stream()
                .map(cell -> Double.toString(cell.offeredPerSecond()))
                .collect(Collectors.joining(" "));
    }

    /// The cells that `rates` stands for.
    static List<Cell> cells(Cell alike, String rates) {
        return Arrays.stream(rates.split(" "))
                .map(rate -> alike.withOffered(Double.parseDouble(rate)))
                .toList();
    }

    @Override
    public String toString() {
        return cells.size() == 1
                ? first().toString()
                : "%s, %d rates up to %.0f/s"
                        .formatted(
                                first().withOffered(0),
                                cells.size(),
                                cells.getLast().offeredPerSecond());
    }
}
