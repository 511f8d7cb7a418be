package sockbench.report.sections;

import org.jspecify.annotations.Nullable;

import sockbench.findings.ComparisonTable;
import sockbench.findings.Finding;
import sockbench.report.data.Numbers;
import sockbench.report.data.ReportData;
import sockbench.report.data.VerdictBadge;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.stats.Ranks;

import java.util.Comparator;
import java.util.List;

/// Models under one setting, by server CPU per request as a multiple of the reference's, with the
/// absolute number and the other costs beside it.
public final class RankingTable {
    private final ReportData data;
    private final Numbers numbers;
    private final List<Cell> cells;
    private final ForestPlot forest;
    private final @Nullable ComparisonTable comparison;

    /// @param cells under one setting, at least one
    RankingTable(ReportData data, List<Cell> cells) {
        this.data = data;
        this.numbers = data.numbers();
        this.comparison = data.standings().table(cells.getFirst(), Metric.SERVER_CPU).orElse(null);
        this.cells =
                cells.stream()
                        .sorted(
                                Comparator.comparingDouble(cell ->
                                        numbers.value(cell, Metric.SERVER_CPU)
                                                .orElse(Double.MAX_VALUE)))
                        .toList();
        this.forest =
                ForestPlot.over(
                        data.known(cells, Metric.SERVER_CPU),
                        data.standings().control(cells.getFirst(), Metric.SERVER_CPU));
    }

    /// In the order of the table.
    public List<Cell> cells() {
        return cells;
    }

    public Table table(String caption) {
        var rows = cells.stream().map(cell -> new Table.Row(style(cell), entries(cell))).toList();
        return new Table("", "ranking", caption, columns(), rows);
    }

    private String style(Cell cell) {
        if (!numbers.has(cell, Metric.SERVER_CPU)) {
            return "weak";
        }
        return data.run().isControl(cell) ? "control" : "";
    }

    private List<Column> columns() {
        var times = "× " + data.reference();
        return List.of(
                Column.number("Rank", ""),
                Column.name("Model"),
                Column.measure("Server CPU per request", times + "; less is better", forest.axis()),
                Column.number("The same", "µs, this machine's"),
                Column.number("Server + generator CPU", times),
                Column.number("Throughput, closed loop", times),
                Column.number("The same", "per s, this machine's"),
                latency("p50, closed loop", Metric.RESPONSE_P50),
                latency("p99, closed loop", Metric.RESPONSE_P99),
                Column.number("Threads", "peak"),
                Column.text("Server CPU is"));
    }

    private Column latency(String title, Metric metric) {
        return Column.number(title, numbers.unit("µs", cells, metric));
    }

    private List<TableEntry> entries(Cell cell) {
        return List.of(
                rank(cell),
                data.name(cell.model()),
                cost(cell),
                numbers.figure(cell, Metric.SERVER_CPU).compact(),
                numbers.ratio(cell, Metric.TOTAL_CPU).graded(),
                numbers.ratio(cell, Metric.REQUESTS_PER_SECOND).graded(),
                numbers.figure(cell, Metric.REQUESTS_PER_SECOND).compact().uncited(),
                numbers.figure(cell, Metric.RESPONSE_P50),
                numbers.figure(cell, Metric.RESPONSE_P99),
                numbers.figure(cell, Metric.SERVER_THREADS),
                verdict(cell));
    }

    /// Nothing where nothing could be told apart anyway.
    private TableEntry rank(Cell cell) {
        if (comparison == null || !comparison.tooFewForks().isEmpty()) {
            return TableEntry.NONE;
        }
        return comparison
                .rank(cell.model())
                .<TableEntry>map(RankingTable::rank)
                .orElse(TableEntry.NONE);
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

    private TableEntry cost(Cell cell) {
        var figure = numbers.ratio(cell, Metric.SERVER_CPU);
        var finding = numbers.find(cell, Metric.SERVER_CPU);
        return finding == null || finding.ratio() == null
                ? figure
                : new TableEntry.Measure(figure, mark(finding));
    }

    private String mark(Finding finding) {
        return forest.mark(finding, !finding.isCitable());
    }

    private TableEntry verdict(Cell cell) {
        var finding = numbers.find(cell, Metric.SERVER_CPU);
        return finding == null
                ? data.badge(cell)
                : VerdictBadge.badge(finding.verdict(), finding.reason());
    }
}
