package sockbench.report.sections;

import sockbench.report.data.Numbers;
import sockbench.report.data.ReportData;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.stats.Ranks;

import java.util.List;

/// Models under one setting, as a table to paste where no page goes: narrow enough for one sheet.
public final class RankingTable {
    private final ReportData data;
    private final Numbers numbers;
    private final List<Cell> cells;

    /// @param cells under one setting, at least one
    public RankingTable(ReportData data, List<Cell> cells) {
        this.data = data;
        this.numbers = data.numbers();
        this.cells = ForestTable.sorted(data, cells);
    }

    public Table table() {
        return new Table(
                "",
                "",
                "",
                List.of(
                        Column.number("Rank", ""),
                        Column.name("Model"),
                        Column.number("Server CPU per request", "× " + data.reference()),
                        Column.number("The same", "µs"),
                        Column.number("Throughput", "per s"),
                        Column.number(
                                "p99, closed loop", numbers.unit("µs", cells, Metric.RESPONSE_P99)),
                        Column.number("Threads", ""),
                        Column.text("To cite")),
                cells.stream().map(cell -> new Table.Row("", entries(cell))).toList());
    }

    private List<TableEntry> entries(Cell cell) {
        var cost = numbers.ratio(cell, Metric.SERVER_CPU);
        return List.of(
                rank(data, cell),
                data.name(cell.model()),
                cost,
                numbers.figure(cell, Metric.SERVER_CPU).compact(),
                numbers.figure(cell, Metric.REQUESTS_PER_SECOND).compact(),
                numbers.figure(cell, Metric.RESPONSE_P99).compact(),
                numbers.figure(cell, Metric.SERVER_THREADS).compact(),
                cost.citable() ? new TableEntry.Code(cost.worth().id()) : data.badge(cell));
    }

    /// Among the models under a cell's conditions, by server CPU; nothing if it has none.
    static TableEntry rank(ReportData data, Cell cell) {
        return data.standings()
                .table(cell, Metric.SERVER_CPU)
                .filter(table -> table.tooFewForks().isEmpty())
                .flatMap(table -> table.rank(cell.model()))
                .<TableEntry>map(RankingTable::rank)
                .orElse(TableEntry.NONE);
    }

    static TableEntry rank(Ranks.RankInterval rank) {
        return new TableEntry.Text(rank.words(), "rank", Integer.toString(rank.best()));
    }
}
