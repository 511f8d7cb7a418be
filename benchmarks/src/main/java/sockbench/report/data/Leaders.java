package sockbench.report.data;

import org.jspecify.annotations.Nullable;

import sockbench.findings.ComparisonTable;
import sockbench.stats.Comparison;
import sockbench.stats.Ranks;
import sockbench.stats.Ratio;
import sockbench.text.Words;

import java.util.List;
import java.util.Map;

/// Who comes first in a table, as far as its comparisons can tell. They are the ones that its ranks
/// come from, so a sentence and the ranks cannot contradict each other.
///
/// @param names the lowest estimate, and all that cannot be told from it
/// @param areAlike whether none of them can be told from another either
/// @param clear those of them that need less than the reference for certain: the comparison tells
///   the two apart, and the whole interval lies below that of the reference over itself
public record Leaders(List<String> names, boolean areAlike, List<String> clear) {
    /// @param ratios model to its number as a multiple of the reference; nothing for those without
    public static Leaders of(ComparisonTable table, String reference, Map<String, Ratio> ratios) {
        return after(List.of(), table, reference, ratios);
    }

    /// Who would come first if others were not there.
    ///
    /// @param gone names to leave out, not all of the table
    static Leaders after(
            List<String> gone,
            ComparisonTable table,
            String reference,
            Map<String, Ratio> ratios) {
        var entries =
                table.ranks().entries().stream()
                        .map(Ranks.RankInterval::name)
                        .filter(name -> !gone.contains(name))
                        .toList();
        var first = entries.getFirst();
        var names = entries.stream().filter(name -> !differ(table, first, name)).toList();
        var alike =
                names.stream()
                        .allMatch(one ->
                                names.stream().noneMatch(other -> differ(table, one, other)));
        var control = table.control();
        var band = control == null || !control.hasInterval() ? 1 : Math.min(1, control.low());
        var clear =
                names.stream()
                        .filter(name -> isBelow(ratios.get(name), band))
                        .filter(name ->
                                table.rank(reference).isEmpty()
                                        || differ(table, name, reference))
                        .toList();
        return new Leaders(names, alike, clear);
    }

    private static boolean isBelow(@Nullable Ratio ratio, double band) {
        return ratio != null && ratio.hasInterval() && ratio.high() < band;
    }

    /// Whether any two models of a table can be told apart.
    static boolean decides(ComparisonTable table) {
        return table.ranks().comparisons().stream().anyMatch(Comparison::isDifferent);
    }

    private static boolean differ(ComparisonTable table, String one, String other) {
        return table.ranks().comparisons().stream()
                .filter(Comparison::isDifferent)
                .map(pair -> List.of(pair.left(), pair.right()))
                .anyMatch(pair ->
                        pair.equals(List.of(one, other)) || pair.equals(List.of(other, one)));
    }

    boolean isAlone(String name) {
        return names.equals(List.of(name));
    }

    /// Those of the first that are not clear of the reference.
    List<String> unclear() {
        return names.stream().filter(name -> !clear.contains(name)).toList();
    }

    /// E.g. `EPOLL and IO_URING, not separable here,`.
    String words() {
        if (names.size() == 1) {
            return names.getFirst();
        }
        return areAlike
                ? Words.list(names) + ", not separable here,"
                : "%s, and not separable from it %s,"
                        .formatted(names.getFirst(), Words.list(names.subList(1, names.size())));
    }

    /// In few words, e.g. `EPOLL and 3 more, not separable`.
    public String summary() {
        return switch (names.size()) {
            case 1 -> names.getFirst();
            case 2 -> Words.list(names) + ", not separable";
            default ->
                    "%s and %d more, not separable".formatted(names.getFirst(), names.size() - 1);
        };
    }
}
