package sockbench.stats;

import org.apache.commons.math3.distribution.TDistribution;

import sockbench.text.Digits;

import java.util.List;
import java.util.stream.IntStream;

/// What may be said about two models and one metric, after correction for all pairs of their table.
///
/// @param ratio left over right. Its interval is widened as the p-value is raised, so that it
///   leaves out 1 exactly if the two differ
/// @param leftForks number of forks above the line
/// @param rightForks number of forks below it
/// @param adjustedP of Student's test on logarithms, by Holm's method; 1 if there is no variance
/// @param family how many pairs were judged together, this one included
public record Comparison(
        String left,
        String right,
        Ratio ratio,
        int leftForks,
        int rightForks,
        double adjustedP,
        int family) {
    /// The highest adjusted p-value of a difference.
    public static final double SIGNIFICANCE = 1 - Estimate.CONFIDENCE;

    /// Two names and what their forks say.
    ///
    /// @param above mean logarithm of the left one
    /// @param below mean logarithm of the right one
    public record ModelPair(String left, String right, LogMean above, LogMean below) {
        /// @param above one logarithm per fork of the left one
        /// @param below one logarithm per fork of the right one
        public static ModelPair of(String left, double[] above, String right, double[] below) {
            return new ModelPair(left, right, LogMean.of(above), LogMean.of(below));
        }

        /// A ratio that is known, fork by fork, against 1.
        ///
        /// @param ratios one logarithm per fork
        public static ModelPair againstOne(String left, double[] ratios, String right) {
            return new ModelPair(left, right, LogMean.of(ratios), LogMean.ONE);
        }

        private LogMean difference() {
            return above.over(below);
        }

        private Comparison judged(double p, double factor, int family) {
            return new Comparison(
                    left,
                    right,
                    Ratio.of(difference(), 1 - SIGNIFICANCE / factor),
                    above.n(),
                    below.n(),
                    Math.min(1, p * factor),
                    family);
        }
    }

    /// What the evidence amounts to.
    public enum Outcome {
        DIFFERENT,
        NO_DIFFERENCE,
        /// One of them has one fork, and no variance is known for it.
        TOO_FEW
    }

    /// Judges pairs together.
    ///
    /// @param pairs every pair shown side by side
    /// @return in the same order
    public static List<Comparison> of(List<ModelPair> pairs) {
        var p = pairs.stream().mapToDouble(pair -> p(pair.difference())).toArray();
        var factors = Holm.factors(p);
        return IntStream.range(0, p.length)
                .mapToObj(i -> pairs.get(i).judged(p[i], factors[i], p.length))
                .toList();
    }

    private static double p(LogMean difference) {
        if (difference.freedom() == 0 || difference.mean() == 0) {
            return 1;
        }
        var t = Math.abs(difference.mean()) / difference.error();
        return Double.isInfinite(t)
                ? 0
                : 2 * new TDistribution(null, difference.freedom()).cumulativeProbability(-t);
    }

    public Outcome outcome() {
        if (!ratio.hasInterval()) {
            return Outcome.TOO_FEW;
        }
        return adjustedP <= SIGNIFICANCE ? Outcome.DIFFERENT : Outcome.NO_DIFFERENCE;
    }

    public boolean isDifferent() {
        return outcome() == Outcome.DIFFERENT;
    }

    /// Right over left.
    public Comparison inverse() {
        return new Comparison(
                right, left, ratio.inverse(), rightForks, leftForks, adjustedP, family);
    }

    boolean isBetween(String one, String other) {
        return (left.equals(one) && right.equals(other))
                || (left.equals(other) && right.equals(one));
    }

    /// One sentence, e.g. *EPOLL needs 0.831 × the CPU of NETTY_EPOLL (95 % 0.825–0.837, p = 0.008,
    /// n = 8 and 8)*.
    ///
    /// @param verb e.g. `needs`
    /// @param quantity e.g. `CPU`
    public String sentence(String verb, String quantity) {
        return switch (outcome()) {
            case DIFFERENT ->
                    "%s %s %s × the %s of %s (%s)"
                            .formatted(
                                    left,
                                    verb,
                                    Digits.ratio(ratio.value()),
                                    quantity,
                                    right,
                                    evidence());
            case NO_DIFFERENCE -> undecided("No significant difference in", quantity);
            case TOO_FEW -> undecided("One fork is too few to compare", quantity);
        };
    }

    private String undecided(String finding, String quantity) {
        return "%s %s: %s / %s = %s (%s)"
                .formatted(finding, quantity, left, right, Digits.ratio(ratio.value()), evidence());
    }

    private String evidence() {
        var forks = "n = %d and %d".formatted(leftForks, rightForks);
        return ratio.hasInterval()
                ? "95 %% %s, %s, %s"
                        .formatted(
                                Digits.interval(ratio.low(), ratio.high()),
                                Digits.p(adjustedP),
                                forks)
                : "no interval, " + forks;
    }
}
