package sockbench.report;

import sockbench.report.page.Entry;
import sockbench.report.page.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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

    private static String line(List<String> fields) {
        return fields.stream()
                .map(field -> field.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String title(Table.Column column) {
        return column.unit().isEmpty()
                ? column.title()
                : column.title() + " (" + column.unit() + ")";
    }

    private static String alignment(Table.Column column) {
        return switch (column.align()) {
            case NUMBER, MEASURE -> "---:";
            case TEXT, NAME, REASON -> "---";
        };
    }

    private static String text(Entry entry) {
        return switch (entry) {
            case Entry.Text text -> text.text();
            case Entry.Badge badge -> badge.text();
            case Entry.Figure figure -> figure(figure);
            case Entry.Measure measure -> figure(measure.figure());
        };
    }

    private static String figure(Entry.Figure figure) {
        var text = (figure.text() + " " + figure.unit()).strip();
        return figure.interval().isEmpty() ? text : text + " [" + figure.interval() + "]";
    }
}
