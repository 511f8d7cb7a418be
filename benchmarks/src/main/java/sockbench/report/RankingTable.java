package sockbench.report;

import sockbench.evidence.Finding;
import sockbench.report.page.Entry;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Align;
import sockbench.report.page.Table.Column;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Verdict;
import sockbench.stats.Ranks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Models under one setting, by CPU per request, beside their throughput.
final class RankingTable {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.number("Rank", ""),
                    new Column("Model", "", Align.NAME),
                    Column.measure("Server CPU per request", "µs; less is better"),
                    Column.measure("Throughput, closed loop", "requests per s"),
                    Column.number("One server CPU could do", "requests per s"),
                    Column.number("p50, closed loop", "µs"),
                    Column.number("p99, closed loop", "µs"),
                    Column.number("Threads", "peak"),
                    Column.text("Throughput is"));

    private final Numbers numbers;
    private final List<Cell> cells;
    private final Map<Cell, Integer> ranks;

    /// @param ranks by server CPU per request; cells without a rank go last
    RankingTable(Material material, Setting setting, Map<Cell, Integer> ranks) {
        this.numbers = material.numbers();
        this.ranks = ranks;
        this.cells =
                setting.cells(material, Question.THROUGHPUT).stream()
                        .sorted(
                                Comparator.<Cell>comparingInt(
                                                cell -> ranks.getOrDefault(cell, Integer.MAX_VALUE))
                                        .thenComparingDouble(cell ->
                                                numbers.value(cell, Metric.SERVER_CPU)
                                                        .orElse(Double.MAX_VALUE)))
                        .toList();
    }

    /// In the order of the table.
    List<Cell> cells() {
        return cells;
    }

    /// Those that share the first rank, lowest cost first.
    List<Cell> best() {
        return cells.stream().filter(cell -> ranks.getOrDefault(cell, 0) == 1).toList();
    }

    /// Says so if there are too few forks to tell any two models apart.
    Optional<String> tooFewForks() {
        int needed = Ranks.forksNeeded(ranks.size());
        int forks =
                ranks.keySet().stream()
                        .map(cell -> numbers.find(cell, Metric.SERVER_CPU))
                        .filter(Objects::nonNull)
                        .mapToInt(Finding::n)
                        .min()
                        .orElse(needed);
        return ranks.size() < 2 || forks >= needed
                ? Optional.empty()
                : Optional.of(
                        "%d forks of each are too few to rank %d models with all pairs corrected together: %d are needed. The order is that of the estimates; compare their intervals."
                                .formatted(forks, ranks.size(), needed));
    }

    Table table(String caption) {
        var cpu = bars(Metric.SERVER_CPU);
        var rate = bars(Metric.REQUESTS_PER_SECOND);
        var rows = new ArrayList<Table.Row>();
        for (var cell : cells) {
            rows.add(new Table.Row(isMeasured(cell) ? "" : "weak", entries(cell, cpu, rate)));
        }
        return new Table("", "ranking", caption, COLUMNS, rows);
    }

    private List<Entry> entries(Cell cell, Bars cpu, Bars rate) {
        var rank = ranks.get(cell);
        return List.of(
                rank == null || tooFewForks().isPresent() ? Entry.NONE : Entry.Text.of(rank),
                Entry.Text.of(cell.model()),
                measure(cell, Metric.SERVER_CPU, cpu, ""),
                measure(cell, Metric.REQUESTS_PER_SECOND, rate, "second"),
                capacityOfOneCpu(cell),
                numbers.figure(cell, Metric.RESPONSE_P50),
                numbers.figure(cell, Metric.RESPONSE_P99),
                numbers.figure(cell, Metric.SERVER_THREADS),
                verdict(cell));
    }

    private boolean isMeasured(Cell cell) {
        return numbers.has(cell, Metric.SERVER_CPU);
    }

    private Bars bars(Metric metric) {
        var estimates =
                cells.stream()
                        .filter(cell -> numbers.has(cell, metric))
                        .map(cell -> numbers.estimate(cell, metric))
                        .toList();
        return Bars.over(
                estimates.stream().mapToDouble(e -> e.value()).toArray(),
                estimates.stream().mapToDouble(e -> e.high()).toArray());
    }

    private Entry measure(Cell cell, Metric metric, Bars bars, String style) {
        var finding = numbers.find(cell, metric);
        var figure = numbers.figure(cell, metric);
        if (finding == null || finding.estimate() == null) {
            return figure;
        }
        var estimate = finding.estimate();
        var weak = finding.verdict() == Verdict.VALID ? style : style + " weak";
        return new Entry.Measure(
                figure,
                bars.draw(
                        estimate.value(),
                        estimate.low(),
                        estimate.high(),
                        weak.strip(),
                        Numbers.isLowerBound(finding)));
    }

    /// 1 / CPU per request. The interval turns over: the lower cost is the higher capacity.
    private Entry capacityOfOneCpu(Cell cell) {
        var cost = numbers.find(cell, Metric.SERVER_CPU);
        return cost == null || cost.estimate() == null ? Entry.NONE : capacity(cost);
    }

    static Entry.Figure capacity(Finding cost) {
        var estimate = Objects.requireNonNull(cost.estimate());
        double value = 1e6 / estimate.value();
        double low = 1e6 / estimate.high();
        double high = 1e6 / Math.max(estimate.low(), Double.MIN_NORMAL);
        var digits = Digits.of(value, low, high);
        return new Entry.Figure(
                digits.print(value),
                "",
                estimate.n() < 2 ? "" : digits.print(low) + "–" + digits.print(high),
                "",
                false,
                "1 / server CPU per request, from " + cost.id(),
                Double.toString(value));
    }

    private Entry verdict(Cell cell) {
        var finding = numbers.find(cell, Metric.REQUESTS_PER_SECOND);
        return finding == null
                ? Tone.badge(Verdict.FAILED, "no fork ended with a number")
                : Tone.badge(finding.verdict(), finding.reason());
    }
}
