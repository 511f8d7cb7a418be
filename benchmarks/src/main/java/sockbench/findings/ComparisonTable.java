package sockbench.findings;

import org.jspecify.annotations.Nullable;

import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.stats.Comparison;
import sockbench.stats.Ranks;
import sockbench.stats.Ratio;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Models under the same conditions by one metric. Everything said in one table comes from one
/// family of comparisons, corrected together; tables are not corrected for each other.
///
/// @param conditions a cell without a model
/// @param control the reference over itself (A/A): differences smaller than half of its width
///   cannot be seen; null if it was not measured there
/// @param ranks of all models with a valid number
/// @param counterparts ratios of pairs that people ask about
public record ComparisonTable(
        Cell conditions,
        Metric metric,
        @Nullable Ratio control,
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
    public Optional<Ranks.RankInterval> rank(String model) {
        return ranks.entries().stream().filter(entry -> entry.name().equals(model)).findFirst();
    }

    /// One of the comparisons of this table in words.
    public String sentence(Comparison comparison) {
        return comparison.sentence(metric.verb(), metric.quantity(conditions.loop()));
    }

    /// Why some models cannot be ranked; empty if all can.
    public String tooFewForks() {
        return ranks.tooFewForks();
    }

    /// Whether the reference differs from itself: then something treats subjects otherwise than
    /// references, and every ratio of this table is in doubt.
    public boolean isControlBroken() {
        return control != null && control.hasInterval() && control.excludesOne();
    }

    /// Pairs that both tables tell apart, in opposite orders: e.g. by server CPU and by server and
    /// generator CPU.
    ///
    /// @return as this table has them, better over worse
    public List<Comparison> reversedIn(ComparisonTable other) {
        return decided(this)
                .filter(mine ->
                        decided(other)
                                .anyMatch(theirs ->
                                        theirs.left().equals(mine.right())
                                                && theirs.right().equals(mine.left())))
                .toList();
    }

    private static Stream<Comparison> decided(ComparisonTable table) {
        return table.ranks.comparisons().stream().filter(Comparison::isDifferent);
    }
}
