package sockbench.verdict;

import sockbench.models.Models;
import sockbench.models.Models.Trait;
import sockbench.results.Cell;
import sockbench.results.Metric;

/// Servers that keep a CPU busy whether or not there is work. At a fixed rate, the CPU time of a
/// request is then the time between two requests, whatever the server does with it.
public final class SpinningServers {
    public static final String REMARK =
            "spins while it waits: at a fixed rate its cost is 1 / rate";

    private SpinningServers() {}

    /// Whether a number says nothing but the rate.
    public static boolean decides(Cell cell, Metric metric) {
        return cell.loop().isOpen()
                && metric.isServerCost()
                && Models.has(cell.model(), Trait.SPINS);
    }
}
