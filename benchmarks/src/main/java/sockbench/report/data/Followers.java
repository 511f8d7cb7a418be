package sockbench.report.data;

import sockbench.findings.ComparisonTable;
import sockbench.stats.Ranks;
import sockbench.stats.Ratio;
import sockbench.text.Words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Who comes after the first, and who comes last, by the same comparisons that rank them.
///
/// @param ratios model to its number as a multiple of the reference
record Followers(
        String reference, ComparisonTable table, Map<String, Ratio> ratios, Leaders leaders) {
    private static final int MOST_NAMES = 4;

    List<String> sentences() {
        var sentences = new ArrayList<String>();
        next().ifPresent(sentences::add);
        last().ifPresent(sentences::add);
        return sentences;
    }

    private Optional<String> next() {
        var ranked = table.ranks().entries().size();
        if (ranked == leaders.names().size() || leaders.clear().isEmpty()) {
            return Optional.empty();
        }
        var second = Leaders.after(leaders.names(), table, reference, ratios);
        return second.clear().isEmpty()
                ? Optional.of("Nothing else is shown to need less than %s.".formatted(reference))
                : Optional.of(
                        "Next %s: %s %% less than %s."
                                .formatted(
                                        names(second), savings(second.clear(), true), reference));
    }

    private static String names(Leaders group) {
        var clear = group.clear();
        if (clear.size() > MOST_NAMES) {
            var shown = clear.subList(0, MOST_NAMES - 1);
            return "%s and %d more".formatted(String.join(", ", shown), clear.size() - shown.size());
        }
        return Words.list(clear);
    }

    /// Only models whose whole interval lies beyond the reference's own.
    private Optional<String> last() {
        var control = table.control();
        var band = control != null && control.hasInterval() ? Math.max(1, control.high()) : 1;
        var entries = table.ranks().entries();
        var names =
                entries.stream()
                        .filter(entry -> entry.worst() == entries.size())
                        .map(Ranks.RankInterval::name)
                        .filter(ratios::containsKey)
                        .filter(name -> Objects.requireNonNull(ratios.get(name)).low() > band)
                        .filter(name -> !leaders.names().contains(name))
                        .toList();
        return names.isEmpty() || names.size() > MOST_NAMES
                ? Optional.empty()
                : Optional.of(
                        "Last %s: %s %% more."
                                .formatted(Words.list(names), savings(names, false)));
    }

    /// From the least to the most that the intervals allow.
    private String savings(List<String> models, boolean less) {
        var known = models.stream().map(ratios::get).map(Objects::requireNonNull).toList();
        var low = 100 * (known.stream().mapToDouble(Ratio::low).min().orElse(1) - 1);
        var high = 100 * (known.stream().mapToDouble(Ratio::high).max().orElse(1) - 1);
        return less ? Words.range(-high, -low) : Words.range(low, high);
    }
}
