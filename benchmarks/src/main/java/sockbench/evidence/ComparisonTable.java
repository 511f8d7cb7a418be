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

    /// Why everybody shares the first rank, if the forks could not have shown otherwise.
    public String tooFewForks() {
        var fewest =
                ranks.comparisons().stream()
                        .mapToInt(c ->
                                Math.min(
                                        c.pair().ratio().leftForks(),
                                        c.pair().ratio().rightForks()))
                        .min()
                        .orElse(0);
        var needed = Ranks.forksNeeded(ranks.entries().size());
        return fewest >= needed
                ? ""
                : "n too small to rank %d models: %d forks, %d are needed"
                        .formatted(ranks.entries().size(), fewest, needed);
    }
}
