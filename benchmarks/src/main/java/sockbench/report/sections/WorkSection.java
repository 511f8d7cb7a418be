package sockbench.report.sections;

import org.jspecify.annotations.Nullable;

import sockbench.report.data.HandlerMap;
import sockbench.report.data.Numbers;
import sockbench.report.data.ReportData;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Section.Drawing;
import sockbench.report.page.Section.Folded;
import sockbench.report.page.Section.Note;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.text.Digits;

import java.util.ArrayList;
import java.util.List;

/// Requests that wait, compute, hold up others, or are large.
public final class WorkSection {
    private static final double MICROS_PER_SECOND = 1e6;

    private final ReportData data;

    private WorkSection(ReportData data) {
        this.data = data;
    }

    public static Section of(ReportData data) {
        var blocks = new WorkSection(data).blocks();
        return new Section(
                "work",
                "Handlers",
                "Handlers that take time",
                "Each request asks the server to wait or to compute before it answers. A wait"
                        + " stands for a blocking call to something behind the server; every model"
                        + " waits in its own way.",
                blocks,
                blocks.isEmpty() ? List.of("requests that wait or compute") : List.of());
    }

    /// The map as a table; null if nobody asked about waiting.
    public static @Nullable Table table(ReportData data) {
        var map = HandlerMap.of(data);
        return map.fields().isEmpty() ? null : new MapTable(data, map).table();
    }

    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        var map = HandlerMap.of(data);
        if (!map.fields().isEmpty()) {
            map(blocks, map);
            for (int connections : map.connections()) {
                blocks.add(waiting(connections, map.waits()));
            }
            blocks.add(
                    Note.plain(
                            "Closed loop: each model sets its own rate, so one that is slower is"
                                + " asked less often. Response times are those beyond the wait that"
                                + " was asked for: what the model adds, its timer's lateness"
                                + " included. The ceiling of the throughput is connections / wait;"
                                + " a model that blocks one of 200 threads for each waiting request"
                                + " has 200 / wait."));
        }
        burning(blocks);
        one(
                blocks,
                Question.HEAD_OF_LINE,
                "64 connections, closed loop; one request in a hundred computes for 5 ms. Response"
                        + " times are those of the other 99");
        one(
                blocks,
                Question.MIXED_SIZES,
                "64 connections, closed loop; 95 % of the bodies have 64 bytes, 5 % have 16 KiB");
        return blocks;
    }

    private void map(List<Block> blocks, HandlerMap map) {
        blocks.add(
                new Drawing(
                        new MapDrawing(map).draw(),
                        "Least server CPU per request, times that of "
                                + data.reference()
                                + " under the same conditions. Filled: completion, readiness or"
                                + " threads; broken line: this run does not decide"));
        map.sentences().forEach(sentence -> blocks.add(Note.plain(sentence)));
        blocks.add(new Folded("The map as a table", List.of(new MapTable(data, map).table())));
    }

    private Block waiting(int connections, List<Integer> waits) {
        var cells =
                data.cells(Question.WAIT).stream()
                        .filter(cell -> cell.connections() == connections)
                        .filter(cell -> cell.workMicros() == waits.getFirst())
                        .toList();
        var table = new CellTable(data).model();
        for (int micros : waits) {
            var wait = HandlerMap.wait(micros);
            table.ratio(Metric.SERVER_CPU, "Server CPU, " + wait, cell -> cell.withWork(micros));
        }
        for (int micros : waits) {
            var wait = HandlerMap.wait(micros);
            table.metric(Metric.RESPONSE_P50, "p50 beyond " + wait, cell -> cell.withWork(micros))
                    .metric(
                            Metric.RESPONSE_P99,
                            "p99 beyond " + wait,
                            cell -> cell.withWork(micros))
                    .metric(
                            Metric.REQUESTS_PER_SECOND,
                            "Throughput, " + wait,
                            cell -> cell.withWork(micros));
            if (micros > 0) {
                table.column(
                        Column.number("Of its ceiling", ""),
                        cell -> shareOfCeiling(cell.withWork(micros)));
            }
        }
        var last = waits.getLast();
        table.metric(Metric.SERVER_THREADS, "Threads", cell -> cell.withWork(last))
                .metric(Metric.SERVER_RESIDENT, "Resident", cell -> cell.withWork(last));
        return new Folded(
                Digits.count(connections) + " connections, all models",
                List.of(table.compact().of(cells, "", "Over the time that each request waits")));
    }

    /// With the mark of the rate that it is made of; nothing where that does not stand.
    private TableEntry shareOfCeiling(Cell cell) {
        var finding = data.numbers().find(cell, Metric.REQUESTS_PER_SECOND);
        var rate = finding == null ? null : finding.estimate();
        if (finding == null
                || rate == null
                || !(finding.isCitable() || Numbers.isLowerBound(finding))) {
            return TableEntry.NONE;
        }
        double ceiling = cell.connections() * MICROS_PER_SECOND / cell.workMicros();
        var share = rate.value() / ceiling;
        return new TableEntry.Text(
                (Numbers.isLowerBound(finding) ? "≥ " : "") + Digits.percent(share),
                "n",
                Double.toString(share));
    }

    private void burning(List<Block> blocks) {
        var cells = data.cells(Question.BURN);
        if (cells.isEmpty()) {
            return;
        }
        var levels = cells.stream().map(Cell::workMicros).distinct().sorted().toList();
        var table = new CellTable(data).model();
        for (int micros : levels) {
            table.ratio(
                    Metric.SERVER_CPU, Digits.count(micros) + " µs", cell -> cell.withWork(micros));
        }
        for (int micros : levels) {
            table.metric(
                    Metric.SERVER_CPU,
                    "In all, " + Digits.count(micros) + " µs",
                    cell -> cell.withWork(micros));
        }
        blocks.add(
                table.of(
                        cells.stream()
                                .filter(cell -> cell.workMicros() == levels.getFirst())
                                .toList(),
                        "",
                        "64 connections, closed loop; each request computes so long: server CPU per"
                                + " request. The nearer to 1 a ratio is, the less another model can"
                                + " save. How long a computation takes is known to some percent"));
    }

    private void one(List<Block> blocks, Question question, String caption) {
        var cells = data.cells(question);
        if (!cells.isEmpty()) {
            blocks.add(
                    new CellTable(data)
                            .model()
                            .ratio(Metric.RESPONSE_P99, "p99")
                            .metric(Metric.RESPONSE_P99, "p99")
                            .metric(Metric.RESPONSE_P50, "p50")
                            .ratio(Metric.SERVER_CPU, "Server CPU per request")
                            .of(cells, "", caption));
        }
    }
}
