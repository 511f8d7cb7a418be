package sockbench.report.data;

import sockbench.measured.RecordedRun;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.Window;
import sockbench.results.WindowField;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Server CPU per request of each window over the reference's window of the same block: what the
/// number of a fork is the median of.
public final class BlockRatios {
    private record Block(int fork, Cell conditions, int number) {}

    private final Map<Cell, SortedMap<Integer, List<Double>>> ratios = new HashMap<>();

    /// @param cells whose blocks are wanted
    public static BlockRatios of(RecordedRun run, Collection<Cell> cells) {
        var wanted = cells.stream().map(cell -> cell.withModel("")).distinct().toList();
        var references = new HashMap<Block, Double>();
        var subjects = new ArrayList<Window>();
        for (var window : run.windows()) {
            if (!wanted.contains(window.cell().withModel(""))) {
                continue;
            }
            if (window.arm() == Arm.REFERENCE) {
                references.put(block(window), cost(window));
            } else {
                subjects.add(window);
            }
        }
        var found = new BlockRatios();
        for (var window : subjects) {
            var ratio = cost(window) / references.getOrDefault(block(window), Double.NaN);
            if (ratio > 0 && Double.isFinite(ratio)) {
                found.ratios
                        .computeIfAbsent(window.cell(), cell -> new TreeMap<>())
                        .computeIfAbsent(window.fork(), fork -> new ArrayList<>())
                        .add(ratio);
            }
        }
        return found;
    }

    /// Fork number to its blocks in the order of time; empty if there are none.
    public SortedMap<Integer, List<Double>> of(Cell cell) {
        return ratios.getOrDefault(cell, Collections.emptySortedMap());
    }

    private static Block block(Window window) {
        return new Block(window.fork(), window.cell().withModel(""), window.block());
    }

    private static double cost(Window window) {
        return window.value(WindowField.SERVER_CPU_NS) / window.value(WindowField.ANSWERED);
    }
}
