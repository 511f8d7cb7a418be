package sockbench.report.sections;

import sockbench.report.data.ReportData;
import sockbench.report.data.VerdictBadge;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Plan;
import sockbench.results.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Nothing is left out: every planned cell with its numbers, verdict and reason.
public final class CellsSection {
    private CellsSection() {}

    public static Section of(ReportData data) {
        var cells = data.plan().cells().stream().map(Plan.PlannedCell::cell).toList();
        var columns =
                new CellTable(data)
                        .compact()
                        .column(
                                Column.text("Question"),
                                cell -> TableEntry.Text.of(cell.question().id()))
                        .model()
                        .parameters()
                        .column(Column.number("Offered", "per s"), CellTable::offered);
        if (cells.stream().anyMatch(cell -> cell.workMicros() > 0)) {
            columns.column(
                    Column.text("Each request"), cell -> TableEntry.Text.of(cell.workWords()));
        }
        var table =
                columns.ratio(Metric.SERVER_CPU, "Server CPU per request")
                        .metric(Metric.REQUESTS_PER_SECOND, "Completed")
                        .metric(Metric.SERVER_CPU, "Server CPU per request")
                        .metric(Metric.CLIENT_CPU, "Generator CPU per request")
                        .metric(Metric.RESPONSE_P50, "p50 of that loop")
                        .metric(Metric.RESPONSE_P99, "p99 of that loop")
                        .verdict()
                        .reason()
                        .of(cells, "cells-table", "");
        var blocks = new ArrayList<Block>();
        blocks.add(Section.Note.plain(counts(data, cells)));
        blocks.add(table);
        return new Section(
                "cells",
                "Every cell",
                "Every cell",
                "One row for each planned cell, whatever became of it. Closed-loop times count from"
                    + " sending, open-loop times from the due time. The row of the reference is the"
                    + " reference measured against itself (A/A). Intervals are in summary.csv and"
                    + " in each citation.",
                blocks);
    }

    private static String counts(ReportData data, List<Cell> cells) {
        var counts =
                cells.stream()
                        .collect(
                                Collectors.groupingBy(
                                        data::verdict,
                                        () -> new TreeMap<Verdict, Long>(),
                                        Collectors.counting()));
        return cells.size()
                + " cells planned: "
                + counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + VerdictBadge.words(entry.getKey()))
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
