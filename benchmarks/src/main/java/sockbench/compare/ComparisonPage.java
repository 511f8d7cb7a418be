package sockbench.compare;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Two compared runs as a page of its own, which loads nothing.
final class ComparisonPage {
    private static final List<String> COLUMNS =
            List.of(
                    "Cell",
                    "Metric",
                    "Before, × reference",
                    "After, × reference",
                    "Before",
                    "After",
                    "Ratio",
                    "95 %",
                    "p, corrected",
                    "Outcome");

    private static final String STYLE =
            """
            body{font:15px system-ui;margin:2rem;color:#222}
            table{border-collapse:collapse}
            td,th{padding:.3rem .7rem;text-align:left;border-bottom:1px solid #ddd}
            .number{text-align:right;white-space:nowrap}
            .worse{background:#fde3df}.better{background:#dff3e4}.uncompared{color:#777}
            """;

    private ComparisonPage() {}

    static String of(RunComparison comparison) {
        var heads = COLUMNS.stream().map(column -> "<th>" + column + "</th>");
        var rows = comparison.changes().stream().map(change -> row(comparison, change));
        return """
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><title>%1$s</title>
        <style>
        %2$s</style>
        <h1>%1$s</h1>
        %3$s
        <table>
        <tr>%4$s</tr>
        %5$s
        </table>
        </html>
        """
                .formatted(
                        escaped(ComparisonFormat.title(comparison)),
                        STYLE,
                        preface(comparison),
                        heads.collect(Collectors.joining()),
                        rows.collect(Collectors.joining("\n")));
    }

    private static String preface(RunComparison comparison) {
        return ComparisonFormat.preface(comparison).stream()
                .map(line -> "<p>" + escaped(line) + "</p>")
                .collect(Collectors.joining("\n"));
    }

    private static String row(RunComparison comparison, Change change) {
        var cells =
                Stream.of(
                        Stream.of(text(change.cell().toString()), text(change.metric().id())),
                        numbers(change),
                        Stream.of(text(change.outcome() + ComparisonFormat.note(comparison))));
        return "<tr class=\"%s\">%s</tr>"
                .formatted(
                        style(change), cells.flatMap(cell -> cell).collect(Collectors.joining()));
    }

    private static Stream<String> numbers(Change change) {
        var comparison = change.comparison();
        if (comparison == null) {
            return Stream.generate(() -> number("")).limit(7);
        }
        var ratio = comparison.ratio();
        return Stream.of(
                        change.isPaired() ? ComparisonFormat.times(change.before().ratio()) : "",
                        change.isPaired() ? ComparisonFormat.times(change.after().ratio()) : "",
                        ComparisonFormat.amount(change.before()),
                        ComparisonFormat.amount(change.after()),
                        String.format(Locale.ROOT, "%.3f", ratio.value()),
                        String.format(Locale.ROOT, "%.3f–%.3f", ratio.low(), ratio.high()),
                        String.format(
                                Locale.ROOT,
                                "%.2g of %d",
                                comparison.adjustedP(),
                                comparison.family()))
                .map(ComparisonPage::number);
    }

    private static String style(Change change) {
        var comparison = change.comparison();
        if (comparison == null) {
            return "uncompared";
        }
        return comparison.isDifferent() ? change.outcome() : "";
    }

    private static String text(String content) {
        return "<td>%s</td>".formatted(escaped(content));
    }

    private static String number(String content) {
        return "<td class=\"number\">%s</td>".formatted(escaped(content));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
