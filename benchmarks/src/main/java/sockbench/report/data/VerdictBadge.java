package sockbench.report.data;

import sockbench.report.page.TableEntry;
import sockbench.results.Verdict;

import java.util.Locale;

/// How a verdict looks.
public final class VerdictBadge {
    private VerdictBadge() {}

    public static TableEntry badge(Verdict verdict, String reason) {
        var tone =
                switch (verdict) {
                    case VALID -> "good";
                    case GENERATOR_LIMITED -> "limit";
                    case OVERLOAD, NOT_STEADY -> "warn";
                    case INCONSISTENT, FAILED -> "bad";
                    case UNAVAILABLE -> "mute";
                };
        return new TableEntry.Badge(
                words(verdict), tone, reason.isEmpty() ? verdict.meaning() : reason);
    }

    /// For a place below a number, where room is scarce.
    static String shortWords(Verdict verdict) {
        return verdict == Verdict.GENERATOR_LIMITED ? "gen. limited" : words(verdict);
    }

    /// `generator limited`
    public static String words(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
