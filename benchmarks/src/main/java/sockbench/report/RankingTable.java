package sockbench.report;

import org.jspecify.annotations.Nullable;

import sockbench.evidence.ComparisonTable;
import sockbench.evidence.Finding;
import sockbench.report.page.Entry;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Align;
import sockbench.report.page.Table.Column;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/// Models under one setting, by CPU per request, beside their throughput.
final class RankingTable {
    private final Numbers numbers;
    private final List<Cell> cells;
    private final @Nullable ComparisonTable comparison;

    /// @param cells under one setting
    /// @param comparison of their server CPU per request; null if fewer than two have a valid one
    RankingTable(Material material, List<Cell> cells, @Nullable ComparisonTable comparison) {
        this.numbers = material.numbers();
        this.comparison = comparison;
        this.cells =
                cells.stream()
                        .sorted(
                                Comparator.comparingDouble(cell ->
                                        numbers.value(cell, Metric.SERVER_CPU)
                                                .orElse(Double.MAX_VALUE)))
                        .toList();
    }

    /// In the order of the table.
    List<Cell> cells() {
        return cells;
    }

    /// Those that share the first rank, lowest cost first; the lowest alone where nothing is
    /// ranked.
    List<Cell> best() {
        var first = cells.stream().filter(cell -> rank(cell).orElse(0) == 1).toList();
        return first.isEmpty() ? cells.stream().filter(this::isCitable).limit(1).toList() : first;
    }

    /// What must be said with the lowest cost where others have none that is valid.
    String reservation() {
        var measured = cells.stream().filter(this::isMeasured).toList();
        var valid = measured.stream().filter(this::isCitable).toList();
        return Numbers.reservation(" of", valid.size(), measured.size());
    }

    /// What must be said with the ranks: noise, missing forks, and the pairs that people ask about.
    List<String> remarks() {
        if (comparison == null) {
            return List.of();
        }
        var remarks = new ArrayList<String>();
        if (!comparison.tooFewForks().isEmpty()) {
            remarks.add(tooFewForks());
        }
        remarks.add(
                comparison.floor().isKnown()
                        ? "Noise floor (A/A): a model that entered twice differs from itself by up"
                                + " to "
                                + Digits.percent(comparison.floor().high() - 1)
                                + " in server CPU per request. A smaller difference is never called"
                                + " one."
                        : "Noise floor: not measured in this run, no model entered twice.");
        comparison.counterparts().stream()
                .map(pair -> comparison.sentence(pair) + ".")
                .forEach(remarks::add);
        return remarks;
    }

    /// Empty if there are forks enough to rank.
    String tooFewForks() {
        return comparison == null || comparison.tooFewForks().isEmpty()
                ? ""
                : "No ranks: "
                        + comparison.tooFewForks()
                        + ". The order is that of the estimates; compare their intervals.";
    }

    /// Empty for a cell that takes no part, and where nothing could be told apart anyway.
    private OptionalInt rank(Cell cell) {
        return comparison == null || !comparison.tooFewForks().isEmpty()
                ? OptionalInt.empty()
                : comparison.rank(cell.model());
    }

    Table table(String caption) {
        var cpu = bars(Metric.SERVER_CPU);
        var rate = bars(Metric.REQUESTS_PER_SECOND);
        var rows = new ArrayList<Table.Row>();
        for (var cell : cells) {
            rows.add(new Table.Row(isMeasured(cell) ? "" : "weak", entries(cell, cpu, rate)));
        }
        return new Table("", "ranking", caption, columns(), rows);
    }

    private List<Column> columns() {
        return List.of(
                Column.number("Rank", ""),
                new Column("Model", "", Align.NAME),
                Column.measure("Server CPU per request", "µs; less is better"),
                Column.measure("Throughput, closed loop", "requests per s"),
                Column.number("One server CPU could do", "requests per s"),
                latency("p50, closed loop", Metric.RESPONSE_P50),
                latency("p99, closed loop", Metric.RESPONSE_P99),
                Column.number("Threads", "peak"),
                Column.text("Throughput is"));
    }

    private Column latency(String title, Metric metric) {
        return Column.number(title, numbers.unit("µs", cells, metric));
    }

    private List<Entry> entries(Cell cell, Bars cpu, Bars rate) {
        var rank = rank(cell);
        return List.of(
                rank.isPresent() ? Entry.Text.of(rank.getAsInt()) : Entry.NONE,
                Entry.Text.of(cell.model()),
                measure(cell, Metric.SERVER_CPU, cpu, ""),
                measure(cell, Metric.REQUESTS_PER_SECOND, rate, "second"),
                capacityOfOneCpu(cell),
                numbers.figure(cell, Metric.RESPONSE_P50),
                numbers.figure(cell, Metric.RESPONSE_P99),
                numbers.figure(cell, Metric.SERVER_THREADS),
                verdict(cell));
    }

    private boolean isCitable(Cell cell) {
        var cost = numbers.find(cell, Metric.SERVER_CPU);
        return cost != null && cost.isCitable();
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
        double high = estimate.low() > 0 ? 1e6 / estimate.low() : Double.POSITIVE_INFINITY;
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
