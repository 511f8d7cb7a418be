package sockbench.report.sections;

import org.jspecify.annotations.Nullable;

import sockbench.findings.ComparisonTable;
import sockbench.findings.Finding;
import sockbench.report.data.ModelFamily;
import sockbench.report.data.Numbers;
import sockbench.report.data.ReportData;
import sockbench.report.data.VerdictBadge;
import sockbench.report.page.Forest;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.stats.Ratio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Models under one setting, by server CPU per request as a multiple of the reference's: table and
/// picture at once.
final class ForestTable {
    private final ReportData data;
    private final Numbers numbers;
    private final List<Cell> cells;
    private final @Nullable Ratio control;
    private final @Nullable ComparisonTable comparison;
    private final ForestPlot plot;

    /// @param cells under one setting, at least one
    ForestTable(ReportData data, List<Cell> cells) {
        this.data = data;
        this.numbers = data.numbers();
        this.cells = sorted(data, cells);
        var like = cells.getFirst();
        this.control = data.standings().control(like, Metric.SERVER_CPU);
        this.comparison = data.standings().table(like, Metric.SERVER_CPU).orElse(null);
        this.plot = ForestPlot.over(data.known(cells, Metric.SERVER_CPU), control);
    }

    /// The least cost first; those without a number last.
    static List<Cell> sorted(ReportData data, List<Cell> cells) {
        return cells.stream()
                .sorted(
                        Comparator.comparingDouble(cell ->
                                data.numbers()
                                        .value(cell, Metric.SERVER_CPU)
                                        .orElse(Double.MAX_VALUE)))
                .toList();
    }

    /// @param dossiers what stands behind each row; null leaves rows closed
    Forest block(String id, String caption, @Nullable Dossiers dossiers) {
        var rows = cells.stream().map(cell -> row(cell, dossiers)).toList();
        return new Forest(
                id,
                caption,
                families(),
                true,
                Column.name("Model"),
                plot.axis(),
                List.of(Column.number("Rank", "")),
                after(),
                rows,
                controlRow());
    }

    private List<Forest.Shape> families() {
        var shown = cells.stream().map(cell -> ModelFamily.of(cell.model())).distinct().toList();
        return Arrays.stream(ModelFamily.values())
                .filter(shown::contains)
                .map(family -> new Forest.Shape(family.symbol(), family.words()))
                .toList();
    }

    private List<Column> after() {
        return List.of(
                Column.number("×", data.reference()),
                Column.number("±", "95 %"),
                Column.number("CPU", "µs / request"),
                Column.number("p99", "µs, closed loop"),
                Column.number("Threads", "peak"));
    }

    private Forest.Row row(Cell cell, @Nullable Dossiers dossiers) {
        var finding = numbers.find(cell, Metric.SERVER_CPU);
        var known = finding != null && finding.ratio() != null;
        var weak = finding == null || !finding.isCitable();
        return new Forest.Row(
                weak ? "weak" : "",
                name(cell),
                known ? plot.mark(Objects.requireNonNull(finding), weak) : "",
                known ? "" : remark(cell),
                List.of(rank(cell)),
                figures(cell, finding),
                dossiers == null ? null : dossiers.of(cell));
    }

    private TableEntry.Name name(Cell cell) {
        return data.run().isControl(cell)
                ? new TableEntry.Name(cell.model(), "reference")
                : data.name(cell.model());
    }

    private String remark(Cell cell) {
        return VerdictBadge.words(data.verdict(cell)) + ": " + data.reason(cell);
    }

    private TableEntry rank(Cell cell) {
        return comparison == null || !comparison.tooFewForks().isEmpty()
                ? TableEntry.NONE
                : comparison
                        .rank(cell.model())
                        .<TableEntry>map(RankingTable::rank)
                        .orElse(TableEntry.NONE);
    }

    private List<TableEntry> figures(Cell cell, @Nullable Finding finding) {
        var ratio = numbers.ratio(cell, Metric.SERVER_CPU);
        return List.of(
                brief(ratio),
                grade(ratio, finding),
                brief(numbers.figure(cell, Metric.SERVER_CPU)),
                brief(numbers.figure(cell, Metric.RESPONSE_P99)),
                brief(numbers.figure(cell, Metric.SERVER_THREADS)));
    }

    private static TableEntry grade(TableEntry.Figure ratio, @Nullable Finding finding) {
        var grade = ratio.worth().grade().replace("±", "").replace(" %", "");
        if (finding == null || finding.ratio() == null || grade.isEmpty()) {
            return new TableEntry.Text(ratio.worth().verdict(), "flag", "");
        }
        return TableEntry.Text.of(grade.equals("no interval") ? "–" : grade);
    }

    /// The number alone, with a mark where it may not be cited: the dossier has the rest.
    private static TableEntry brief(TableEntry.Figure figure) {
        var worth = figure.worth();
        var doubtful = !worth.verdict().isEmpty() && !figure.text().equals("–");
        var parts = new ArrayList<String>();
        parts.add(figure.text());
        if (!figure.unit().isEmpty()) {
            parts.add(figure.unit());
        }
        return new TableEntry.Remarked(
                String.join(" ", parts) + (doubtful ? "*" : ""),
                doubtful ? worth.note() : figure.interval(),
                figure.sortKey());
    }

    private Forest.@Nullable Row controlRow() {
        if (control == null || !control.hasInterval()) {
            return null;
        }
        return new Forest.Row(
                "control",
                new TableEntry.Name("A/A", data.reference() + " over itself"),
                plot.band(),
                "",
                List.of(TableEntry.NONE),
                List.of(
                        TableEntry.Text.of(String.format(Locale.ROOT, "%.3f", control.value())),
                        TableEntry.Text.of(
                                String.format(
                                        Locale.ROOT, "%.1f", 100 * control.relativeHalfWidth())),
                        TableEntry.NONE,
                        TableEntry.NONE,
                        TableEntry.NONE),
                null);
    }
}
