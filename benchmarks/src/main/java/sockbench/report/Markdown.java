package sockbench.report;

import sockbench.report.page.Table;
import sockbench.report.page.TableEntry;

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
            case NUMBER -> "---:";
            case TEXT, NAME, REASON -> "---";
        };
    }

    private static String text(TableEntry entry) {
        return switch (entry) {
            case TableEntry.Text text -> escaped(text.text());
            case TableEntry.Name name -> escaped(name(name));
            case TableEntry.Badge badge -> escaped(badge.text());
            case TableEntry.Figure figure -> figure(figure);
            case TableEntry.Code code -> "`" + code.text().replace("`", "") + "`";
            case TableEntry.Remarked remarked -> escaped(remarked.text());
        };
    }

    private static String name(TableEntry.Name name) {
        return name.remark().isEmpty() ? name.name() : name.name() + " (" + name.remark() + ")";
    }

    private static String figure(TableEntry.Figure figure) {
        return Stream.of(
                        figure.text(),
                        figure.unit(),
                        figure.interval().isEmpty() ? "" : "[" + figure.interval() + "]",
                        figure.worth().grade(),
                        figure.text().equals("–") ? "" : figure.worth().verdict())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
