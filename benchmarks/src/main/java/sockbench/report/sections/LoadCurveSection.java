package sockbench.report.sections;

import sockbench.report.data.Plots;
import sockbench.report.data.ReportData;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Limits;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.text.Digits;
import sockbench.text.Words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The hockey stick: response time over offered load.
public final class LoadCurveSection {
    private static final Map<Metric, String> TIMES = times();

    private final ReportData data;
    private final List<Cell> cells;
    private final Map<String, List<Cell>> byModel;

    private LoadCurveSection(ReportData data) {
        this.data = data;
        this.cells = data.cells(Question.LOAD_CURVE);
        this.byModel = Plots.byModel(cells);
    }

    public static Section of(ReportData data) {
        var section = new LoadCurveSection(data);
        return new Section(
                "load",
                "Load curve",
                "Response time over offered load",
                "What users wait when requests come on their own schedule (open loop, response time"
                    + " from the due time): at the same load for all models, and at the same share"
                    + " of what each could do. Each percentile has its own verdict: the generator"
                    + " may have been late at p99 and not at p50.",
                section.blocks(),
                section.missing());
    }

    private List<String> missing() {
        var missing = new ArrayList<String>();
        if (cells.isEmpty()) {
            missing.add("load curve");
        }
        if (data.cells(Question.CAPACITY).isEmpty()) {
            missing.add("capacity");
        }
        return missing;
    }

    private static Map<Metric, String> times() {
        var times = new LinkedHashMap<Metric, String>();
        times.put(Metric.RESPONSE_P99, "p99");
        times.put(Metric.UNPREEMPTED_P99, "p99 without preempted windows");
        times.put(Metric.RESPONSE_P50, "p50");
        times.put(Metric.RESPONSE_P999, "p99.9");
        return times;
    }

    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        if (!cells.isEmpty()) {
            blocks.addAll(pictures());
        }
        if (!data.cells(Question.CAPACITY).isEmpty()) {
            blocks.add(capacities());
        }
        TIMES.forEach((metric, name) -> atEqualLoad(metric, name).ifPresent(blocks::add));
        return blocks;
    }

    private List<Block> pictures() {
        var blocks = new ArrayList<Block>();
        blocks.addAll(picture(Metric.RESPONSE_P99, "p99", false));
        var more = new ArrayList<Block>();
        more.addAll(picture(Metric.RESPONSE_P99, "p99", true));
        more.addAll(picture(Metric.RESPONSE_P50, "p50", false));
        more.addAll(picture(Metric.RESPONSE_P999, "p99.9", false));
        if (!more.isEmpty()) {
            blocks.add(new Section.Folded("p99 at equal shares of capacity, p50, p99.9", more));
        }
        return blocks;
    }

    /// @param shares whether the same x means equally near the own limit
    private List<Block> picture(Metric metric, String name, boolean shares) {
        var curves =
                new Plots(data)
                        .curves(
                                byModel,
                                metric,
                                shares ? this::percentOfCapacity : Cell::offeredPerSecond,
                                this::words);
        if (curves.isEmpty()) {
            return List.of();
        }
        var x = shares ? "offered load, % of its own capacity" : "offered load, requests per s";
        var y = name + " response time, open loop, µs";
        var picture =
                new SmallMultiples(
                        "load-" + name.replace('.', '-') + (shares ? "-share" : ""),
                        shares
                                ? PlotAxis.linear(x, SmallMultiples.xs(curves))
                                : PlotAxis.logarithmic(x, SmallMultiples.xs(curves)),
                        PlotAxis.logarithmic(y, SmallMultiples.framed(curves)),
                        data.reference(),
                        curves);
        return List.of(
                new Section.Drawing(
                        picture.draw(),
                        "%s over %s. Grey: all models; dashed: %s. A hollow dot may not be cited; an"
                                        .formatted(Words.capital(y), x, data.reference())
                                + " arrow leads to the first rate that overloaded the model."));
    }

    private String words(Cell cell) {
        var percent = percentOfCapacity(cell);
        var share = Double.isNaN(percent) ? "" : " (" + Math.round(percent) + " % of its capacity)";
        return Digits.count(cell.offeredPerSecond()) + " per s" + share;
    }

    private double percentOfCapacity(Cell cell) {
        return 100 * data.shareOfCapacity(cell);
    }

    private Table capacities() {
        return new CellTable(data)
                .model()
                .ratio(Metric.CAPACITY_PER_SECOND, "Capacity")
                .metric(Metric.CAPACITY_PER_SECOND, "Capacity")
                .metric(Metric.OBJECTIVE_P99, "Objective: p99 response, open loop, at most")
                .verdict()
                .reason()
                .of(
                        data.cells(Question.CAPACITY),
                        "",
                        "Capacity: the highest rate that a model sustained within its latency"
                            + " objective, with at least 99 % of the offered requests completed. It"
                            + " may exceed the throughput of a closed loop, because a connection"
                            + " may have several requests under way and a server that is behind"
                            + " reads them together. ≥: the search ended at the generator.");
    }

    /// Only loads that most models were offered.
    private Optional<Block> atEqualLoad(Metric metric, String name) {
        var loads =
                cells.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Cell::offeredPerSecond, TreeMap::new, Collectors.toList()));
        loads.values().removeIf(alike -> alike.size() < 2 || 2 * alike.size() < byModel.size());
        if (loads.isEmpty() || cells.stream().noneMatch(cell -> data.numbers().has(cell, metric))) {
            return Optional.empty();
        }
        var columns = new ArrayList<Column>();
        columns.add(Column.name("Model"));
        loads.keySet()
                .forEach(load ->
                        columns.add(Column.number(Digits.count(load) + " per s", "µs, open loop")));
        var rows = new ArrayList<Table.Row>();
        for (var model : byModel.keySet()) {
            var entries = new ArrayList<TableEntry>();
            entries.add(data.name(model));
            loads.values().forEach(alike -> entries.add(entry(alike, model, metric)));
            rows.add(new Table.Row("", entries));
        }
        var table =
                new Table(
                        "",
                        "",
                        name + " response time at equal absolute load, open loop" + leftOut(metric),
                        columns,
                        rows);
        return Optional.of(
                metric == Metric.RESPONSE_P99
                        ? table
                        : new Section.Folded(name + " at equal absolute load", List.of(table)));
    }

    private String leftOut(Metric metric) {
        if (metric != Metric.UNPREEMPTED_P99) {
            return "";
        }
        var shares =
                cells.stream()
                        .map(cell -> data.numbers().value(cell, Metric.PREEMPTED_WINDOWS))
                        .flatMapToDouble(OptionalDouble::stream)
                        .summaryStatistics();
        return shares.getCount() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %.0f to %.0f %% of a cell's windows are left out, because the"
                                + " generator's loop stood still for more than %.0f µs",
                        100 * shares.getMin(),
                        100 * shares.getMax(),
                        Limits.PREEMPTED.value());
    }

    private TableEntry entry(List<Cell> alike, String model, Metric metric) {
        return alike.stream()
                .filter(cell -> cell.model().equals(model))
                .findFirst()
                .<TableEntry>map(cell -> data.numbers().figure(cell, metric))
                .orElse(TableEntry.NONE);
    }
}
