package sockbench.report.sections;

import sockbench.models.Models;
import sockbench.report.data.Curve;
import sockbench.report.data.Plots;
import sockbench.report.data.ReportData;
import sockbench.report.data.Reversals;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Column;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.text.Digits;
import sockbench.text.Words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a request costs at rates from near idle to capacity.
public final class EfficiencySection {
    /// About one rate; a reader sees the rest in the table.
    private static final int SENTENCES = 2;

    private final ReportData data;
    private final List<Cell> cells;

    private EfficiencySection(ReportData data) {
        this.data = data;
        this.cells = data.cells(Question.EFFICIENCY);
    }

    public static Section of(ReportData data) {
        var section = new EfficiencySection(data);
        return new Section(
                "efficiency",
                "Cost over load",
                "Cost over offered load",
                "A closed loop at full speed lets a server save CPU per request by letting requests"
                        + " queue and serving several per wake-up, so its figure holds at that load"
                        + " only. Here the same rates are offered to all models (open loop).",
                section.cells.isEmpty() ? List.of() : section.blocks(),
                section.cells.isEmpty() ? List.of("cost over offered load") : List.of());
    }

    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        blocks.addAll(pictures());
        spinning().ifPresent(blocks::add);
        var orders = orders();
        if (!orders.isEmpty()) {
            blocks.add(
                    new Section.Folded(
                            "Which pairs change places, by rate",
                            orders.stream().<Block>map(Section.Note::plain).toList()));
        }
        blocks.add(new Section.Folded("Every rate in numbers", List.of(table())));
        return blocks;
    }

    private List<Block> pictures() {
        var byModel = Plots.byModel(cells);
        var cost = curves(byModel, Metric.SERVER_CPU);
        if (cost.isEmpty()) {
            return List.of();
        }
        var blocks = new ArrayList<Block>();
        blocks.add(
                drawing(
                        "cost",
                        "server CPU per request, µs",
                        cost,
                        "Server CPU per request (µs, this machine's) over offered load (requests"
                                + " per s), both logarithmic. Grey: all models; dashed: "
                                + data.reference()
                                + ". Bars are 95 % intervals; a hollow dot may not be cited."));
        var batches = curves(byModel, Metric.REQUESTS_PER_WAKE_UP);
        if (!batches.isEmpty()) {
            blocks.add(
                    new Section.Folded(
                            "Batch factor over load: why cost falls",
                            List.of(
                                    drawing(
                                            "batch",
                                            "requests per wake-up",
                                            batches,
                                            "Requests that the server finds per wake-up over"
                                                + " offered load. Where it rises, a wake-up is paid"
                                                + " for by more requests."))));
        }
        return blocks;
    }

    private List<Curve> curves(Map<String, List<Cell>> byModel, Metric metric) {
        return new Plots(data)
                .curves(
                        byModel,
                        metric,
                        Cell::offeredPerSecond,
                        cell -> Digits.count(cell.offeredPerSecond()) + " per s");
    }

    private Block drawing(String id, String y, List<Curve> curves, String caption) {
        var picture =
                new SmallMultiples(
                        id,
                        PlotAxis.logarithmic("offered load, requests per s", SmallMultiples.xs(curves)),
                        PlotAxis.logarithmic(y, SmallMultiples.framed(curves)),
                        data.reference(),
                        curves);
        return new Section.Drawing(picture.draw(), caption);
    }

    private Optional<Block> spinning() {
        var names =
                cells.stream()
                        .map(Cell::model)
                        .distinct()
                        .filter(name -> Models.has(name, Models.Trait.SPINS))
                        .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Section.Note.plain(
                                "%s %s while waiting: at a fixed rate the CPU time of a request is"
                                                .formatted(
                                                        Words.list(names),
                                                        names.size() == 1 ? "spins" : "spin")
                                        + " then the time between two requests, 1 / rate, whatever"
                                        + " the server does with it. It is shown, and not"
                                        + " ranked."));
    }

    /// Where the order at a rate is not that of the closed loop.
    private List<String> orders() {
        var sentences = new ArrayList<String>();
        var agree = new ArrayList<String>();
        for (var alike : byConditions().values()) {
            var cell = alike.getFirst();
            var here = data.standings().table(cell, Metric.SERVER_CPU);
            var loop = closedLoop(cell);
            var closed = loop.flatMap(like -> data.standings().table(like, Metric.SERVER_CPU));
            if (here.isEmpty() || closed.isEmpty()) {
                continue;
            }
            var rate = Digits.count(cell.offeredPerSecond()) + " per s";
            var there =
                    "in the closed loop with %d connections".formatted(loop.get().connections());
            var reversals = new Reversals(there, here.get(), closed.get());
            if (reversals.isEmpty()) {
                agree.add(rate);
            } else {
                var all = reversals.sentences("at " + rate);
                all.stream().limit(SENTENCES).forEach(sentences::add);
                if (all.size() > SENTENCES) {
                    sentences.add(
                            "At %s %d more pairs change places; the table below has the numbers."
                                    .formatted(rate, all.size() - SENTENCES));
                }
            }
        }
        if (!agree.isEmpty()) {
            sentences.add(
                    "At %s no pair that is told apart is the other way round in the closed loop."
                            .formatted(Words.list(agree)));
        }
        return sentences;
    }

    private Map<Cell, List<Cell>> byConditions() {
        var groups = new LinkedHashMap<Cell, List<Cell>>();
        cells.stream()
                .sorted(Comparator.comparingDouble(Cell::offeredPerSecond))
                .forEach(cell ->
                        groups.computeIfAbsent(cell.withModel(""), c -> new ArrayList<>())
                                .add(cell));
        return groups;
    }

    /// The closed loop with as many connections, or as near to that as was asked.
    private Optional<Cell> closedLoop(Cell like) {
        return data.cells(Question.THROUGHPUT).stream()
                .filter(cell -> cell.bodyBytes() == like.bodyBytes())
                .filter(cell -> cell.threads() == like.threads())
                .min(
                        Comparator.comparingInt(
                                cell -> Math.abs(cell.connections() - like.connections())));
    }

    private Table table() {
        var sorted =
                cells.stream()
                        .sorted(
                                Comparator.comparingDouble(Cell::offeredPerSecond)
                                        .thenComparingDouble(cell ->
                                                data.numbers()
                                                        .value(cell, Metric.SERVER_CPU)
                                                        .orElse(Double.MAX_VALUE)))
                        .toList();
        return new CellTable(data)
                .column(Column.number("Offered", "per s"), CellTable::offered)
                .column(
                        Column.number("Rank", "at that rate"),
                        cell -> RankingTable.rank(data, cell))
                .model()
                .ratio(Metric.SERVER_CPU, "Server CPU per request")
                .metric(Metric.SERVER_CPU, "Server CPU")
                .metric(Metric.CLIENT_CPU, "Generator CPU")
                .metric(Metric.TOTAL_CPU, "Both")
                .metric(Metric.RESPONSE_MEAN, "Mean response, open loop")
                .metric(Metric.REQUESTS_PER_WAKE_UP, "Requests per wake-up")
                .verdict()
                .of(
                        sorted,
                        "efficiency-table",
                        "Per request at each offered rate; absolute numbers are this machine's");
    }
}
