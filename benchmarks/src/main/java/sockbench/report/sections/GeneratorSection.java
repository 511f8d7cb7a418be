package sockbench.report.sections;

import sockbench.findings.ComparisonTable;
import sockbench.report.data.ReportData;
import sockbench.report.data.Reversals;
import sockbench.report.data.Setting;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether the order of the models is one of the models or of the generator they were measured
/// with: the client's batching moves what a server can save.
public final class GeneratorSection {
    private final ReportData data;
    private final List<Cell> cells;

    private GeneratorSection(ReportData data) {
        this.data = data;
        this.cells = data.cells(Question.NIO_GENERATOR);
    }

    public static Section of(ReportData data) {
        var section = new GeneratorSection(data);
        return new Section(
                "generator",
                "Other generator",
                "The same order with another generator?",
                "The generator hands many requests to the kernel in one system call (io_uring)."
                    + " Requests then reach a server in batches, which is cheaper for it. Here the"
                    + " same closed loop is driven with one system call for each request"
                    + " (java.nio).",
                section.cells.isEmpty() ? List.of() : section.blocks(),
                section.cells.isEmpty() ? List.of("the generator's other transport") : List.of());
    }

    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        var here = table(cells.getFirst());
        var usual = usual(cells.getFirst()).flatMap(this::table);
        if (here.isPresent() && usual.isPresent()) {
            new Reversals("with io_uring", here.get(), usual.get())
                    .sentences("with java.nio").stream()
                            .map(Section.Note::plain)
                            .forEach(blocks::add);
        }
        blocks.add(
                new CellTable(data)
                        .column(
                                Column.number("Rank", "java.nio"),
                                cell -> RankingTable.rank(data, cell))
                        .column(
                                Column.number("Rank", "io_uring"),
                                cell ->
                                        usual(cell)
                                                .map(same -> RankingTable.rank(data, same))
                                                .orElse(TableEntry.NONE))
                        .model()
                        .ratio(Metric.SERVER_CPU, "Server CPU per request, java.nio")
                        .column(
                                Column.number(
                                        "Server CPU per request, io_uring",
                                        "× " + data.reference()),
                                this::usualRatio)
                        .ratio(Metric.TOTAL_CPU, "Server and generator CPU, java.nio")
                        .verdict()
                        .of(
                                cells,
                                "generator-table",
                                "Closed loop under both transports of the generator"));
        return blocks;
    }

    private TableEntry usualRatio(Cell cell) {
        return usual(cell)
                .<TableEntry>map(same -> data.numbers().ratio(same, Metric.SERVER_CPU).uncited())
                .orElse(TableEntry.NONE);
    }

    private Optional<Cell> usual(Cell cell) {
        return data.cells(Question.THROUGHPUT).stream()
                .filter(other -> other.model().equals(cell.model()))
                .filter(other -> Setting.of(other).equals(Setting.of(cell)))
                .findFirst();
    }

    private Optional<ComparisonTable> table(Cell like) {
        return data.standings().table(like, Metric.SERVER_CPU);
    }
}
