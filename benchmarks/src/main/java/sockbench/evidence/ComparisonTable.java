package sockbench.evidence;

import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.stats.Comparison;
import sockbench.stats.NoiseFloor;
import sockbench.stats.Ranks;

import java.util.List;
import java.util.OptionalInt;

/// Models under the same conditions by one metric. Everything said in one table is corrected
/// together; tables are not corrected for each other.
///
/// @param conditions a cell without a model
/// @param floor the noise that every difference had to exceed
/// @param ranks of all models with a valid number
/// @param counterparts ratios of pairs that people ask about
public record ComparisonTable(
        Cell conditions,
        Metric metric,
        NoiseFloor floor,
        Ranks ranks,
        List<Comparison> counterparts) {
    static Cell conditions(Cell cell) {
        return cell.withModel("");
    }

    /// Whether a cell was measured under these conditions.
    public boolean covers(Cell cell) {
        return conditions(cell).equals(conditions);
    }

    /// Empty for a model without a valid number.
    public OptionalInt rank(String model) {
        return ranks.entries().stream()
                .filter(entry -> entry.name().equals(model))
                .mapToInt(Ranks.Entry::rank)
                .findFirst();
    }

    /// One of the comparisons of this table in words.
    public String sentence(Comparison comparison) {
        return comparison.sentence(
                Metrics.verb(metric), Metrics.quantity(metric, conditions.loop()));
    }

    /// Why everybody shares the first rank; empty if the forks could have shown otherwise.
    public String tooFewForks() {
        return ranks.tooFewForks();
    }
}
