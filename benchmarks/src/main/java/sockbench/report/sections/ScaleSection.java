package sockbench.report.sections;

import org.jspecify.annotations.Nullable;

import sockbench.report.data.ReportData;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Section.Folded;
import sockbench.report.page.Section.Note;
import sockbench.report.page.Table;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// How many connections each model holds, and what they cost.
public final class ScaleSection {
    private final ReportData data;

    private ScaleSection(ReportData data) {
        this.data = data;
    }

    public static Section of(ReportData data) {
        var section = new ScaleSection(data);
        var blocks = section.blocks();
        return new Section(
                "scale",
                "Connections held",
                "How many connections, at what cost",
                "One server at a time is given more and more connections, as many as its process"
                        + " may have and more. What counts is a connection on which a request was"
                        + " answered.",
                blocks,
                blocks.isEmpty() ? List.of("how many connections a model holds") : List.of());
    }

    /// The largest number of connections that each model was given; null if it was not asked.
    public static @Nullable Table table(ReportData data) {
        return data.cells(Question.SCALE).isEmpty() ? null : new ScaleSection(data).held();
    }

    private List<Block> blocks() {
        var cells = data.cells(Question.SCALE);
        if (cells.isEmpty()) {
            return List.of();
        }
        var blocks = new ArrayList<Block>();
        blocks.add(held());
        blocks.add(
                Note.plain(
                        "Memory, threads and idle CPU are those at the largest number that was"
                                + " answered as a whole. Resident memory is the server's after a"
                                + " collection, beyond what its first "
                                + first()
                                + " connections need; a dash is less than can be told from what"
                                + " else the process does. Kernel memory is that of both ends."
                                + " Opening goes no faster than 20,000 per second, whatever the"
                                + " server could do."));
        blocks.addAll(new NeighboursTables(data).blocks());
        blocks.add(new Folded("Every number of connections", List.of(every(cells))));
        return blocks;
    }

    private int first() {
        return data.cells(Question.SCALE).stream().mapToInt(Cell::connections).min().orElseThrow();
    }

    private Table held() {
        var last = data.models().stream().map(this::attempted).flatMap(Stream::ofNullable).toList();
        return new CellTable(data)
                .model()
                .column(
                        Column.number("Attempted", ""),
                        cell -> TableEntry.Text.of(cell.connections()))
                .metric(Metric.CONNECTIONS_ANSWERED, "Answered")
                .metric(Metric.BYTES_PER_CONNECTION, "Resident per connection", this::whole)
                .metric(
                        Metric.KERNEL_BYTES_PER_CONNECTION,
                        "Kernel, both ends, per connection",
                        this::whole)
                .metric(Metric.SERVER_THREADS, "Threads", this::whole)
                .metric(Metric.IDLE_CPU, "CPU while idle", this::whole)
                .metric(Metric.CONNECTING_SECONDS, "To open all", this::whole)
                .metric(Metric.CLOSING_SECONDS, "To close all", this::whole)
                .column(Column.reason("What stopped it"), this::obstacle)
                .of(last, "", "The largest number that was attempted, for each model");
    }

    private Table every(List<Cell> cells) {
        return new CellTable(data)
                .compact()
                .model()
                .column(
                        Column.number("Attempted", ""),
                        cell -> TableEntry.Text.of(cell.connections()))
                .metric(Metric.CONNECTIONS_ANSWERED, "Answered")
                .metric(Metric.SERVER_RESIDENT, "Resident")
                .metric(Metric.BYTES_PER_CONNECTION, "Resident per connection")
                .metric(Metric.KERNEL_BYTES_PER_CONNECTION, "Kernel, both ends, per connection")
                .metric(Metric.SERVER_THREADS, "Threads")
                .metric(Metric.IDLE_CPU, "CPU while idle")
                .metric(Metric.CONNECTING_SECONDS, "To open all")
                .column(Column.reason("What stopped it"), this::obstacle)
                .of(
                        cells.stream()
                                .sorted(
                                        Comparator.comparingInt(
                                                        (Cell cell) -> data.style(cell.model()))
                                                .thenComparingInt(Cell::connections))
                                .toList(),
                        "held",
                        "Every number of connections");
    }

    /// The largest number that a model was given.
    private @Nullable Cell attempted(String model) {
        return data.cells(Question.SCALE).stream()
                .filter(cell -> cell.model().equals(model))
                .filter(cell -> data.numbers().has(cell, Metric.CONNECTIONS_ANSWERED))
                .max(Comparator.comparingInt(Cell::connections))
                .orElse(null);
    }

    /// The largest number, up to that of a cell, that a model answered as a whole.
    private Cell whole(Cell attempted) {
        return data.cells(Question.SCALE).stream()
                .filter(cell -> cell.model().equals(attempted.model()))
                .filter(cell -> data.numbers().has(cell, Metric.IDLE_CPU))
                .max(Comparator.comparingInt(Cell::connections))
                .orElse(attempted);
    }

    private TableEntry obstacle(Cell cell) {
        return data.run().forks(cell).stream()
                .filter(fork -> fork.outcome() == Verdict.VALID || fork.outcome() == Verdict.FAILED)
                .map(Fork::reason)
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .<TableEntry>map(TableEntry.Text::of)
                .orElse(TableEntry.NONE);
    }
}
