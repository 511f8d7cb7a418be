package sockbench.report.data;

import org.jspecify.annotations.Nullable;

import sockbench.findings.ComparisonTable;
import sockbench.findings.Comparisons;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.stats.Ratio;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who is better than whom under each set of conditions by each metric. Every table is computed
/// once, so all parts of a page say the same.
public final class ComparisonTables {
    private final Comparisons comparisons;
    private final Map<TableKey, Optional<ComparisonTable>> tables = new HashMap<>();

    private record TableKey(Cell conditions, Metric metric) {}

    ComparisonTables(Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    /// @param like any cell with the parameters
    /// @return empty if fewer than two models have a valid number
    public Optional<ComparisonTable> table(Cell like, Metric metric) {
        return tables.computeIfAbsent(
                new TableKey(like.withModel(""), metric),
                question -> comparisons.table(like, metric));
    }

    /// The reference over itself (A/A); null if it was not measured under these conditions.
    public @Nullable Ratio control(Cell like, Metric metric) {
        return comparisons.control(like, metric);
    }
}
