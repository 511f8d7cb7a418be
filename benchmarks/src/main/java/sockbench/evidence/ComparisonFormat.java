package sockbench.evidence;

import de.siegmar.fastcsv.writer.CsvWriter;

import sockbench.evidence.RunComparison.Change;
import sockbench.stats.Comparison;
import sockbench.stats.Estimate;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// How two compared runs are written down.
public enum ComparisonFormat {
    TEXT,
    CSV,
    HTML;

    private static final List<String> COLUMNS =
            List.of(
                    "cell",
                    "metric",
                    "unit",
                    "before",
                    "after",
                    "ratio",
                    "low",
                    "high",
                    "p",
                    "corrected_for",
                    "outcome",
                    "scope",
                    "environments");

    public String write(RunComparison comparison) throws IOException {
        return switch (this) {
            case TEXT -> text(comparison);
            case CSV -> csv(comparison);
            case HTML -> ComparisonPage.of(comparison);
        };
    }

    private static String text(RunComparison comparison) {
        return title(comparison)
                + "\n"
                + method(comparison)
                + "\n"
                + comparison.changes().stream()
                        .map(change -> line(change) + note(comparison) + "\n")
                        .collect(Collectors.joining());
    }

    private static String line(Change change) {
        var comparison = change.comparison();
        var name = "%s, %s".formatted(change.cell(), change.metric().id());
        if (comparison == null) {
            return "%s: %s".formatted(name, change.outcome());
        }
        var ratio = comparison.pair().ratio();
        return String.format(
                Locale.ROOT,
                "%s: %s -> %s, ratio %.3f (95 %% %.3f-%.3f, p = %.2g of %d): %s",
                name,
                amount(change.before()),
                amount(change.after()),
                ratio.value(),
                ratio.low(),
                ratio.high(),
                comparison.adjustedP(),
                comparison.family(),
                change.outcome());
    }

    private static String csv(RunComparison comparison) throws IOException {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(COLUMNS);
            comparison.changes().forEach(change -> csv.writeRecord(row(comparison, change)));
        }
        return text.toString();
    }

    private static List<String> row(RunComparison comparison, Change change) {
        Comparison compared = change.comparison();
        if (compared == null) {
            return List.of(
                    change.cell().toString(),
                    change.metric().id(),
                    change.metric().unit(),
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    change.outcome(),
                    comparison.scope().words(),
                    String.join(" ", comparison.environments()));
        }
        var ratio = compared.pair().ratio();
        return List.of(
                change.cell().toString(),
                change.metric().id(),
                change.metric().unit(),
                Double.toString(value(change.before())),
                Double.toString(value(change.after())),
                Double.toString(ratio.value()),
                Double.toString(ratio.low()),
                Double.toString(ratio.high()),
                Double.toString(compared.adjustedP()),
                Integer.toString(compared.family()),
                change.outcome(),
                comparison.scope().words(),
                String.join(" ", comparison.environments()));
    }

    static String title(RunComparison comparison) {
        return "%s -> %s"
                .formatted(comparison.before().plan().run(), comparison.after().plan().run());
    }

    static String method(RunComparison comparison) {
        return "Compared: %s. Ratios are the second run over the first, with a bootstrap interval over"
                        .formatted(comparison.scope().words())
                + " forks; p-values are Mann–Whitney, corrected by Holm over all changes of a"
                + " metric, as many as are given with it.";
    }

    /// What must stand on every line.
    static String note(RunComparison comparison) {
        return comparison.environments().isEmpty()
                ? ""
                : " [environments differ: %s]"
                        .formatted(String.join(", ", comparison.environments()));
    }

    /// With its unit, e.g. `5.291 us`.
    static String amount(Finding finding) {
        var unit = finding.metric().unit();
        return Digits.plain(value(finding)) + (unit.equals("1") ? "" : " " + unit);
    }

    private static double value(Finding finding) {
        Estimate estimate = Objects.requireNonNull(finding.estimate());
        return estimate.value();
    }
}
