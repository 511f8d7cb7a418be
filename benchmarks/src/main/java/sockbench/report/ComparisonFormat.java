package sockbench.report;

import de.siegmar.fastcsv.writer.CsvWriter;

import org.jspecify.annotations.Nullable;

import sockbench.compare.Change;
import sockbench.compare.RunComparison;
import sockbench.findings.Finding;
import sockbench.stats.Ratio;
import sockbench.text.Digits;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                    "before_x_reference",
                    "after_x_reference",
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
                + preface(comparison).stream()
                        .map(line -> line + "\n")
                        .collect(Collectors.joining())
                + comparison.changes().stream()
                        .map(change -> line(comparison, change) + note(comparison) + "\n")
                        .collect(Collectors.joining());
    }

    private static String line(RunComparison runs, Change change) {
        var comparison = change.comparison();
        var name = "%s, %s".formatted(change.cell(), change.metric().id());
        if (comparison == null) {
            return "%s: %s".formatted(name, change.outcome());
        }
        var ratio = comparison.ratio();
        return String.format(
                Locale.ROOT,
                "%s: %s, ratio %.3f (95 %% %.3f-%.3f, p = %.2g of %d): %s",
                name,
                amounts(runs, change),
                ratio.value(),
                ratio.low(),
                ratio.high(),
                comparison.adjustedP(),
                comparison.family(),
                change.outcome());
    }

    /// What was compared first: e.g. `0.831 -> 0.872 × REACTOR (3.2 us -> 3.4 us)`.
    private static String amounts(RunComparison runs, Change change) {
        var absolute = "%s -> %s".formatted(amount(change.before()), amount(change.after()));
        return change.isPaired()
                ? "%s -> %s × %s (%s)"
                        .formatted(
                                times(change.before().ratio()),
                                times(change.after().ratio()),
                                runs.after().plan().reference(),
                                absolute)
                : absolute;
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
        var row = new ArrayList<String>();
        row.add(change.cell().toString());
        row.add(change.metric().id());
        row.add(change.metric().unit());
        row.addAll(numbers(change));
        row.add(change.outcome());
        row.add(comparison.scope().words());
        row.add(String.join(" ", comparison.environments()));
        return row;
    }

    private static List<String> numbers(Change change) {
        var compared = change.comparison();
        if (compared == null) {
            return List.of("", "", "", "", "", "", "", "", "");
        }
        var ratio = compared.ratio();
        return List.of(
                change.isPaired() ? digits(change.before().ratio()) : "",
                change.isPaired() ? digits(change.after().ratio()) : "",
                digits(change.before()),
                digits(change.after()),
                Double.toString(ratio.value()),
                Double.toString(ratio.low()),
                Double.toString(ratio.high()),
                Double.toString(compared.adjustedP()),
                Integer.toString(compared.family()));
    }

    static String title(RunComparison comparison) {
        return "%s -> %s"
                .formatted(comparison.before().plan().run(), comparison.after().plan().run());
    }

    /// What must be known before a line is read.
    static List<String> preface(RunComparison comparison) {
        var lines = new ArrayList<String>();
        lines.add(
                "Compared: %s. Ratios are the second run over the first, of what is × %s in each;"
                                .formatted(
                                        comparison.scope().words(),
                                        comparison.after().plan().reference())
                        + " what is not paired is compared as it is. Student's test on logarithms"
                        + " of forks, corrected by Holm over all changes of a metric.");
        lines.add(RunComparison.WARNING);
        lines.addAll(comparison.machine());
        return lines;
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
        var estimate = finding.estimate();
        if (estimate == null) {
            return "–";
        }
        var unit = finding.metric().unit();
        return Digits.plain(estimate.value()) + (unit.equals("1") ? "" : " " + unit);
    }

    static String times(@Nullable Ratio ratio) {
        return ratio == null ? "–" : Digits.plain(ratio.value());
    }

    private static String digits(@Nullable Ratio ratio) {
        return ratio == null ? "" : Double.toString(ratio.value());
    }

    private static String digits(Finding finding) {
        var estimate = finding.estimate();
        return estimate == null ? "" : Double.toString(estimate.value());
    }
}
