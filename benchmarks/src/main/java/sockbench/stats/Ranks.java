package sockbench.stats;

import java.util.List;

/// Who is better than whom, as far as the forks can tell.
///
/// A rank is an interval: from 1 plus the number of models that are significantly better to the
/// number of all minus those that are significantly worse.
///
/// @param entries best estimate first
/// @param comparisons all pairs of them, each the better estimate over the worse one
public record Ranks(List<RankInterval> entries, List<Comparison> comparisons) {
    /// @param best lowest rank it may have, from 1
    /// @param worst highest rank it may have
    public record RankInterval(String name, int best, int worst) {
        /// E.g. `3` or `2 to 4`.
        public String words() {
            return best == worst ? Integer.toString(best) : best + " to " + worst;
        }
    }

    /// @param names best estimate first
    static Ranks of(List<String> names, PairwiseTests tests) {
        var comparisons =
                names.stream()
                        .flatMap(better ->
                                names.stream()
                                        .skip(names.indexOf(better) + 1L)
                                        .map(worse -> tests.compare(better, worse)))
                        .toList();
        var entries = names.stream().map(name -> entry(name, names.size(), comparisons)).toList();
        return new Ranks(entries, comparisons);
    }

    private static RankInterval entry(String name, int models, List<Comparison> comparisons) {
        var different = comparisons.stream().filter(Comparison::isDifferent).toList();
        var better = different.stream().filter(pair -> pair.right().equals(name)).count();
        var worse = different.stream().filter(pair -> pair.left().equals(name)).count();
        return new RankInterval(name, 1 + (int) better, models - (int) worse);
    }

    /// Why some cannot be ranked; empty if all can.
    public String tooFewForks() {
        return comparisons.stream().anyMatch(pair -> pair.outcome() == Comparison.Outcome.TOO_FEW)
                ? "n too small: one fork does not say how far forks scatter"
                : "";
    }
}
