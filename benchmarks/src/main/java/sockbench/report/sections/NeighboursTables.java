package sockbench.report.sections;

import sockbench.findings.SilentSlope;
import sockbench.report.data.ReportData;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Section.Folded;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.text.Digits;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What busy connections cost among silent ones, over the number of all.
final class NeighboursTables {
    private static final double THOUSAND = 1_000;

    private final ReportData data;

    NeighboursTables(ReportData data) {
        this.data = data;
    }

    List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        var beside = data.cells(Question.NEIGHBOURS);
        if (beside.isEmpty()) {
            return blocks;
        }
        blocks.add(
                levels(
                        Question.NEIGHBOURS,
                        Metric.SERVER_CPU,
                        "Server CPU per request of 64 busy connections, over the number of all, "
                                + "times that of "
                                + data.reference()
                                + " with 64. The slope is what 1,000 silent ones add."));
        var others = new ArrayList<Block>();
        others.add(
                levels(
                        Question.NEIGHBOURS,
                        Metric.RESPONSE_P99,
                        "p99 of 64 busy connections, over the number of all"));
        for (var question : List.of(Question.ACTIVE_1, Question.ACTIVE_10)) {
            for (var metric :
                    List.of(
                            Metric.REQUESTS_PER_SECOND,
                            Metric.SERVER_CPU,
                            Metric.RESPONSE_P50,
                            Metric.RESPONSE_P99)) {
                others.add(
                        levels(
                                question,
                                metric,
                                question.title()
                                        + ": "
                                        + metric.title()
                                        + ", over the number of all, times "
                                        + data.reference()
                                        + " with 64 busy ones"));
            }
        }
        blocks.add(new Folded("1 % and 10 % busy, and p99", others));
        return blocks;
    }

    private Table levels(Question question, Metric metric, String caption) {
        var cells = data.cells(question);
        var levels = cells.stream().map(Cell::connections).distinct().sorted().toList();
        var first = cells.stream().filter(cell -> cell.connections() == levels.getFirst()).toList();
        var table = new CellTable(data).model();
        for (int level : levels) {
            table.ratio(metric, Digits.count(level), cell -> cell.withConnections(level));
        }
        if (metric == Metric.SERVER_CPU && question == Question.NEIGHBOURS) {
            table.column(Column.number("Slope", "per 1,000 silent"), cell -> slope(cell, levels));
        }
        return table.of(first, "", caption);
    }

    private TableEntry slope(Cell like, List<Integer> levels) {
        var slope =
                SilentSlope.of(
                        levels.stream()
                                .map(level ->
                                        data.numbers()
                                                .find(
                                                        like.withConnections(level),
                                                        Metric.SERVER_CPU))
                                .flatMap(Stream::ofNullable)
                                .toList());
        if (slope == null) {
            return TableEntry.NONE;
        }
        var interval =
                slope.n() > 1
                        ? String.format(
                                Locale.ROOT,
                                "%+.4f to %+.4f, %d forks",
                                THOUSAND * slope.low(),
                                THOUSAND * slope.high(),
                                slope.n())
                        : "one fork, no interval";
        return new TableEntry.Text(
                String.format(Locale.ROOT, "%+.4f (%s)", THOUSAND * slope.value(), interval),
                "n",
                Double.toString(slope.value()));
    }
}
