package sockbench.report;

import sockbench.report.page.Entry;
import sockbench.report.page.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tables as Markdown, to paste where no page goes.
final class Markdown {
    private Markdown() {}

    static String table(Table table) {
        var lines = new ArrayList<String>();
        lines.add(line(table.columns().stream().map(Markdown::title).toList()));
        lines.add(line(table.columns().stream().map(Markdown::alignment).toList()));
        for (var row : table.rows()) {
            lines.add(line(row.entries().stream().map(Markdown::text).toList()));
        }
        return String.join("\n", lines) + "\n";
    }

    /// Text that stays what it is: characters that mean something to Markdown or HTML are written
    /// so that they do not. Underscores within names do not.
    static String escaped(String raw) {
        return raw.replaceAll("\\s+", " ")
                .replaceAll("([\\\\`*\\[\\]|~])", "\\\\$1")
                .replaceAll("&(?=#?\\w+;)", "&amp;")
                .replaceAll("<(?=[^\\s\\d])", "&lt;")
                .replaceAll("(?<!\\w)_|_(?!\\w)", "\\\\_");
    }

    private static String line(List<String> fields) {
        return fields.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String title(Table.Column column) {
        return escaped(
                column.unit().isEmpty()
                        ? column.title()
                        : column.title() + " (" + column.unit() + ")");
    }

    private static String alignment(Table.Column column) {
        return switch (column.align()) {
            case NUMBER, MEASURE -> "---:";
            case TEXT, NAME, REASON -> "---";
        };
    }

    private static String text(Entry entry) {
        return switch (entry) {
            case Entry.Text text -> escaped(text.text());
            case Entry.Name name -> escaped(name(name));
            case Entry.Badge badge -> escaped(badge.text());
            case Entry.Figure figure -> figure(figure);
            case Entry.Measure measure -> figure(measure.figure());
        };
    }

    private static String bracketed(String interval) {
        return interval.startsWith("±") ? interval : "[" + interval + "]";
    }

    private static String name(Entry.Name name) {
        return name.remark().isEmpty() ? name.name() : name.name() + " (" + name.remark() + ")";
    }

    private static String figure(Entry.Figure figure) {
        return Stream.of(
                        figure.text(),
                        figure.unit(),
                        figure.interval().isEmpty() ? "" : bracketed(figure.interval()),
                        figure.worth().grade(),
                        figure.text().equals("–") ? "" : figure.worth().verdict())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
