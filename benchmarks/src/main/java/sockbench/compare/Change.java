package sockbench.compare;

import org.jspecify.annotations.Nullable;

import sockbench.findings.Finding;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.stats.Comparison;
import sockbench.stats.Comparison.ModelPair;
import sockbench.stats.Ratio;

import java.util.Objects;

/// One metric of one cell in two runs.
///
/// @param comparison the second run over the first; null if it cannot be made
/// @param obstacle why there is no comparison; empty if there is one
public record Change(
        Finding before, Finding after, @Nullable Comparison comparison, String obstacle) {
    /// The two before they are judged together with others.
    record Outlook(Finding before, Finding after) {
        Metric metric() {
            return after.metric();
        }

        /// Empty if they can be compared.
        String obstacle() {
            if (!before.isCitable()) {
                return "not compared: first run " + why(before);
            }
            if (!after.isCitable()) {
                return "not compared: second run " + why(after);
            }
            return logs(before).length == 0 || logs(after).length == 0
                    ? "not compared: 0 has no ratio"
                    : "";
        }

        ModelPair pair() {
            return ModelPair.of("second run", logs(after), "first run", logs(before));
        }

        Change judged(@Nullable Comparison comparison) {
            return new Change(before, after, comparison, obstacle());
        }

        private double[] logs(Finding finding) {
            return before.isPaired() && after.isPaired()
                    ? finding.logRatios()
                    : finding.logValues();
        }

        private static String why(Finding finding) {
            return finding.reason().isEmpty()
                    ? finding.verdict() + ", " + finding.grade()
                    : finding.verdict() + ", " + finding.reason();
        }
    }

    public Cell cell() {
        return after.cell();
    }

    public Metric metric() {
        return after.metric();
    }

    /// Whether ratios to the reference are compared; absolute values otherwise, which the machine
    /// has a part in.
    public boolean isPaired() {
        return before.isPaired() && after.isPaired();
    }

    /// `better`, `worse`, that nothing can be told, or why not.
    public String outcome() {
        if (comparison == null) {
            return obstacle;
        }
        return switch (comparison.outcome()) {
            case DIFFERENT -> direction();
            case NO_DIFFERENCE -> "no significant difference";
            case TOO_FEW -> "n too small: one fork does not say how far forks scatter";
        };
    }

    private String direction() {
        return switch (metric().better()) {
            case NEITHER -> worse().value() > 1 ? "higher" : "lower";
            case LOWER, HIGHER -> worse().value() > 1 ? "worse" : "better";
        };
    }

    /// Whether it became worse by more than a share for certain: the whole interval lies beyond.
    public boolean isRegression(double share) {
        return comparison != null
                && metric().better() != Metric.Better.NEITHER
                && comparison.isDifferent()
                && worse().low() > 1 + share;
    }

    /// The ratio that is above 1 if the second run is worse.
    private Ratio worse() {
        var ratio = Objects.requireNonNull(comparison).ratio();
        return metric().better() == Metric.Better.HIGHER ? ratio.inverse() : ratio;
    }
}
