package sockbench.report.data;

import sockbench.findings.ComparisonTable;
import sockbench.stats.Comparison;

import java.util.List;

/// Pairs of models that two tables both tell apart, in opposite orders.
///
/// @param there where the other table orders, e.g. `by server and generator CPU`
public record Reversals(String there, ComparisonTable first, ComparisonTable other) {
    public boolean isEmpty() {
        return first.reversedIn(other).isEmpty();
    }

    /// One each; one that says so if there are none.
    ///
    /// @param here what the first table orders by
    public List<String> sentences(String here) {
        var reversed = first.reversedIn(other);
        if (reversed.isEmpty()) {
            return List.of(
                    "The two orders agree: no pair that is told apart %s is the other way round"
                                    .formatted(here)
                            + " "
                            + there
                            + ".");
        }
        return reversed.stream().map(pair -> sentence(here, pair)).toList();
    }

    private String sentence(String here, Comparison pair) {
        var back =
                other.ranks().comparisons().stream()
                        .filter(theirs ->
                                theirs.left().equals(pair.right())
                                        && theirs.right().equals(pair.left()))
                        .findFirst()
                        .orElseThrow();
        return "The order turns round: %s %s comes before %s (%s), %s after it (%s)."
                .formatted(
                        here,
                        pair.left(),
                        pair.right(),
                        Answer.words(pair.ratio()),
                        there,
                        Answer.words(back.ratio().inverse()));
    }
}
