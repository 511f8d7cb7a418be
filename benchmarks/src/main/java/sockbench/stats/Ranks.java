package sockbench.stats;

import java.util.ArrayList;
import java.util.List;

/// Who is better than whom, as far as the forks can tell: a model's rank is 1 plus the number of
/// models that are significantly better. Models that cannot be told apart share a rank.
///
/// All pairs are corrected together. To correct for comparisons with the best alone would be wrong:
/// the best and the worst of equal models were picked for their distance.
///
/// @param entries best estimate first
/// @param comparisons all pairs, each the better estimate over the worse one
public record Ranks(List<Entry> entries, List<Comparison> comparisons) {
    /// @param rank from 1
    public record Entry(String name, int rank) {}

    static Ranks of(Contest contest, boolean higherIsBetter) {
        var names = contest.ordered(higherIsBetter);
        var comparisons = contest.compare(pairs(names));
        var entries =
                names.stream()
                        .map(name -> new Entry(name, 1 + countBetter(name, comparisons)))
                        .toList();
        return new Ranks(entries, comparisons);
    }

    private static List<List<String>> pairs(List<String> names) {
        var pairs = new ArrayList<List<String>>();
        for (int better = 0; better < names.size(); better++) {
            for (int worse = better + 1; worse < names.size(); worse++) {
                pairs.add(List.of(names.get(better), names.get(worse)));
            }
        }
        return pairs;
    }

    private static int countBetter(String name, List<Comparison> comparisons) {
        return (int)
                comparisons.stream()
                        .filter(Comparison::isDifferent)
                        .filter(comparison -> comparison.pair().right().equals(name))
                        .count();
    }

    /// Why everybody shares the first rank; empty if the forks could have shown otherwise.
    public String tooFewForks() {
        var needed = forksNeeded(entries.size());
        return comparisons.stream()
                .map(comparison -> comparison.pair().ratio())
                .mapToInt(ratio -> Math.min(ratio.leftForks(), ratio.rightForks()))
                .filter(forks -> forks < needed)
                .mapToObj(forks ->
                        "n too small to rank %d models: %d forks, %d are needed"
                                .formatted(entries.size(), forks, needed))
                .findFirst()
                .orElse("");
    }

    /// The fewest forks per model with which that many models can be ranked at all.
    public static int forksNeeded(int models) {
        return Comparison.forksNeeded(Math.max(1, models * (models - 1) / 2));
    }
}
