package sockbench.decide;

import sockbench.decide.Decision.RuleOutcome;
import sockbench.decide.Decision.Standing;
import sockbench.stats.Estimate;
import sockbench.text.Digits;

import java.util.Locale;

/// What a number may not exceed.
///
/// @param words what is limited
/// @param unit in which it is said; may be empty
/// @param scale from the number's own unit to that
/// @param most in the number's own unit
/// @param tolerance share by which it may be exceeded
record RuleLimit(String words, String unit, double scale, double most, double tolerance) {
    /// By the whole interval.
    RuleOutcome answer(Estimate estimate) {
        var allowed = (1 + tolerance) * most;
        if (estimate.high() <= allowed) {
            return RuleOutcome.KEPT;
        }
        var above = estimate.low() > allowed;
        return new RuleOutcome(
                above ? Standing.BROKEN : Standing.OPEN,
                "%s: %s (%s to %s), %s"
                        .formatted(
                                words,
                                said(estimate.value()),
                                Digits.plain(estimate.low() * scale),
                                Digits.plain(estimate.high() * scale),
                                above
                                        ? percent(estimate.value() / most - 1)
                                                + " above "
                                                + said(most)
                                        : said(most) + " lies within the interval"));
    }

    private String said(double value) {
        return (Digits.plain(value * scale) + " " + unit).strip();
    }

    /// Never 0 for what is above.
    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.01 ? "%.1g %%" : "%.0f %%", 100 * share);
    }
}
