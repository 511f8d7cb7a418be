package sockbench.report.sections;

import sockbench.report.data.Printed;
import sockbench.report.data.ReportData;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.text.Digits;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A table with a row for each cell, put together column by column.
final class CellTable {
    private final ReportData data;
    private final boolean cited;
    private final boolean compact;
    private final List<Function<List<Cell>, Column>> columns = new ArrayList<>();
    private final List<Function<Cell, TableEntry>> contents = new ArrayList<>();

    CellTable(ReportData data) {
        this(data, true, false);
    }

    private CellTable(ReportData data, boolean cited, boolean compact) {
        this.data = data;
        this.cited = cited;
        this.compact = compact;
    }

    /// Without the action to cite, for numbers that the page shows elsewhere with it, or that only
    /// prove something about others.
    static CellTable uncited(ReportData data) {
        return new CellTable(data, false, false);
    }

    /// Without intervals, for tables of very many numbers.
    CellTable compact() {
        return new CellTable(data, cited, true);
    }

    CellTable column(Column column, Function<Cell, TableEntry> content) {
        return column(cells -> column, content);
    }

    private CellTable column(
            Function<List<Cell>, Column> column, Function<Cell, TableEntry> content) {
        columns.add(column);
        contents.add(content);
        return this;
    }

    CellTable model() {
        return column(Column.name("Model"), cell -> data.name(cell.model()));
    }

    CellTable metric(Metric metric, String title) {
        return metric(metric, title, cell -> cell);
    }

    /// That of another cell, which belongs to the row's.
    CellTable metric(Metric metric, String title, UnaryOperator<Cell> other) {
        return column(
                cells ->
                        Column.number(
                                title,
                                data.numbers()
                                        .unit(
                                                Printed.columnUnit(metric),
                                                cells.stream().map(other).toList(),
                                                metric)),
                cell -> shown(data.numbers().figure(other.apply(cell), metric)));
    }

    /// Times the reference, with interval and grade.
    CellTable ratio(Metric metric, String title) {
        return ratio(metric, title, cell -> cell);
    }

    /// That of another cell, which belongs to the row's.
    CellTable ratio(Metric metric, String title, UnaryOperator<Cell> other) {
        return column(
                Column.number(title, "× " + data.reference()),
                cell -> shown(data.numbers().ratio(other.apply(cell), metric)));
    }

    private TableEntry shown(TableEntry.Figure figure) {
        var shortened = compact ? figure.compact() : figure;
        return cited ? shortened : shortened.uncited();
    }

    /// Connections, bytes, loop, load and thread budget.
    CellTable parameters() {
        return column(Column.number("Connections", ""), cell -> count(cell.connections()))
                .column(Column.number("Body", "B"), cell -> count(cell.bodyBytes()))
                .column(Column.text("Loop"), cell -> TableEntry.Text.of(loop(cell)))
                .column(
                        Column.number("Threads", "budget"),
                        cell ->
                                cell.threads() == 0
                                        ? TableEntry.Text.of("natural")
                                        : count(cell.threads()));
    }

    private static TableEntry count(int number) {
        return TableEntry.Text.of(Integer.toString(number));
    }

    /// The rate of an open loop; nothing in a closed one.
    static TableEntry offered(Cell cell) {
        return cell.offeredPerSecond() > 0
                ? new TableEntry.Text(
                        Digits.count(cell.offeredPerSecond()),
                        "",
                        Double.toString(cell.offeredPerSecond()))
                : TableEntry.NONE;
    }

    CellTable verdict() {
        return column(Column.text("Verdict"), cell -> data.badge(cell));
    }

    CellTable reason() {
        return column(Column.reason("Reason"), cell -> TableEntry.Text.of(data.reason(cell)));
    }

    Table of(List<Cell> cells, String id, String caption) {
        var rows =
                cells.stream()
                        .map(cell ->
                                new Table.Row(
                                        "",
                                        contents.stream()
                                                .map(content -> content.apply(cell))
                                                .toList()))
                        .toList();
        return new Table(
                id,
                id.isEmpty() ? "" : "sortable",
                caption,
                columns.stream().map(column -> column.apply(cells)).toList(),
                rows);
    }

    private static String loop(Cell cell) {
        return switch (cell.loop()) {
            case CLOSED -> "closed";
            case OPEN_POISSON -> "open, Poisson";
            case OPEN_CONSTANT -> "open, constant";
        };
    }
}
