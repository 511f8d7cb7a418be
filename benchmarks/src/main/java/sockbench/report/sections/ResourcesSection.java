package sockbench.report.sections;

import sockbench.report.data.ReportData;
import sockbench.report.data.Setting;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Table.Column;
import sockbench.report.page.TableEntry;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a model costs beside time.
public final class ResourcesSection {
    private ResourcesSection() {}

    public static Section of(ReportData data) {
        var idle = idle(data);
        return new Section(
                "resources",
                "Resources",
                "Resources",
                "From the kernel's own counters for the server process, kernel workers that serve"
                        + " the model included.",
                Stream.concat(busy(data).stream(), idle.stream()).toList(),
                idle.isEmpty() ? List.of("idle connections") : List.of());
    }

    private static Optional<Block> busy(ReportData data) {
        var settings = Setting.natural(data);
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        var cells = settings.getFirst().cells(data, Question.THROUGHPUT);
        return Optional.of(
                new CellTable(data)
                        .model()
                        .metric(Metric.SERVER_CPU_USER, "CPU per request, user")
                        .metric(Metric.SERVER_CPU_SYSTEM, "CPU per request, system")
                        .metric(Metric.VOLUNTARY_SWITCHES, "Voluntary switches per request")
                        .metric(Metric.INVOLUNTARY_SWITCHES, "Involuntary switches per request")
                        .metric(Metric.SERVER_THREADS, "Threads, peak")
                        .metric(Metric.SERVER_RESIDENT, "Resident memory")
                        .metric(Metric.SERVER_ALLOCATED, "Heap allocated per request")
                        .metric(Metric.SERVER_GC, "Garbage collection")
                        .of(
                                cells,
                                "",
                                "Under load: " + settings.getFirst().words() + ", closed loop"));
    }

    private static Optional<Block> idle(ReportData data) {
        List<Cell> cells = data.cells(Question.IDLE);
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new CellTable(data)
                        .model()
                        .column(
                                Column.number("Connections", ""),
                                cell -> TableEntry.Text.of(cell.connections()))
                        .metric(Metric.IDLE_CPU, "CPU while idle")
                        .metric(Metric.BYTES_PER_CONNECTION, "Resident per connection")
                        .metric(Metric.SERVER_THREADS, "Threads, peak")
                        .verdict()
                        .of(
                                cells,
                                "",
                                "Idle: connections are open and say nothing. 1,000,000 µs per s is"
                                        + " one whole CPU."));
    }
}
