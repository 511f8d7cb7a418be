package sockbench.stats;

import java.util.ArrayList;
import java.util.List;

/// What may be said about two models and one metric, after correction for all pairs shown with it.
///
/// @param adjustedP by Holm's method
/// @param family how many pairs were judged together, this one included
public record Comparison(Pair pair, double adjustedP, int family, Outcome outcome) {
    /// The highest adjusted p-value of a difference.
    public static final double SIGNIFICANCE = 1 - Estimate.CONFIDENCE;

    /// Two names and the ratio of the first to the second.
    ///
    /// @param floor the noise that a difference has to exceed
    public record Pair(String left, String right, Ratio ratio, NoiseFloor floor) {}

    /// What the evidence amounts to.
    public enum Outcome {
        DIFFERENT,
        /// Enough forks to have found a large difference, and none found.
        NO_DIFFERENCE,
        /// A difference that the same model also has to itself.
        WITHIN_NOISE,
        /// Even if no forks of any pair overlapped, this many would not have been enough.
        TOO_FEW
    }

    /// Judges pairs together. A difference needs all of: a corrected p-value of at most 5 %, an
    /// interval that leaves out 1, and a ratio outside the noise floor.
    ///
    /// @param pairs every pair shown side by side
    /// @return in the same order
    public static List<Comparison> of(List<Pair> pairs) {
        var adjusted = Holm.adjust(pairs.stream().mapToDouble(pair -> pair.ratio().p()).toArray());
        var smallest =
                Holm.adjust(pairs.stream().mapToDouble(pair -> pair.ratio().smallestP()).toArray());
        var comparisons = new ArrayList<Comparison>();
        for (int i = 0; i < adjusted.length; i++) {
            var pair = pairs.get(i);
            var outcome = outcome(pair, adjusted[i], smallest[i]);
            comparisons.add(new Comparison(pair, adjusted[i], pairs.size(), outcome));
        }
        return comparisons;
    }

    /// The fewest forks on each side with which that many pairs, judged together, can differ.
    public static int forksNeeded(int pairs) {
        var forks = 2;
        while (MannWhitney.smallest(forks, forks) * pairs > SIGNIFICANCE) {
            forks++;
        }
        return forks;
    }

    /// @param smallestP no data could have given a smaller adjusted p-value
    private static Outcome outcome(Pair pair, double adjustedP, double smallestP) {
        var ratio = pair.ratio();
        if (adjustedP <= SIGNIFICANCE && ratio.excludesOne()) {
            return pair.floor().contains(ratio.value()) ? Outcome.WITHIN_NOISE : Outcome.DIFFERENT;
        }
        return smallestP > SIGNIFICANCE ? Outcome.TOO_FEW : Outcome.NO_DIFFERENCE;
    }

    public boolean isDifferent() {
        return outcome == Outcome.DIFFERENT;
    }

    /// One sentence, e.g. *EPOLL needs 0.83 × the CPU of NETTY_EPOLL (95 % 0.80–0.86, p = 0.008)*.
    ///
    /// @param verb e.g. `needs`
    /// @param quantity e.g. `CPU`
    public String sentence(String verb, String quantity) {
        return switch (outcome) {
            case DIFFERENT ->
                    "%s %s %s × the %s of %s (%s)"
                            .formatted(
                                    pair.left,
                                    verb,
                                    Words.number(pair.ratio.value()),
                                    quantity,
                                    pair.right,
                                    evidence());
            case NO_DIFFERENCE -> undecided("No significant difference in ", quantity);
            case WITHIN_NOISE ->
                    undecided(
                            "No difference beyond noise ("
                                    + Words.interval(pair.floor.low(), pair.floor.high())
                                    + ") in ",
                            quantity);
            case TOO_FEW -> undecided("n too small to tell apart the ", quantity);
        };
    }

    private String undecided(String finding, String quantity) {
        return "%s%s: %s / %s = %s (%s)"
                .formatted(
                        finding,
                        quantity,
                        pair.left,
                        pair.right,
                        Words.number(pair.ratio.value()),
                        evidence());
    }

    private String evidence() {
        return "95 %% %s, %s, n = %d and %d"
                .formatted(
                        Words.interval(pair.ratio.low(), pair.ratio.high()),
                        Words.p(adjustedP),
                        pair.ratio.leftForks(),
                        pair.ratio.rightForks());
    }
}
