package sockbench.report;

import sockbench.report.page.Entry;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Table.Column;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a model costs beside time.
final class ResourcesSection {
    private ResourcesSection() {}

    static Section of(Material material) {
        var idle = idle(material);
        return new Section(
                "resources",
                "Resources",
                "Resources",
                "From the kernel's own counters for the server process, kernel workers that serve"
                        + " the model included.",
                Stream.concat(busy(material).stream(), idle.stream()).toList(),
                idle.isEmpty() ? List.of("idle connections") : List.of());
    }

    private static Optional<Block> busy(Material material) {
        var settings = Setting.natural(material);
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        var cells = settings.getFirst().cells(material, Question.THROUGHPUT);
        return Optional.of(
                new CellTable(material)
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

    private static Optional<Block> idle(Material material) {
        List<Cell> cells = material.cells(Question.IDLE);
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new CellTable(material)
                        .model()
                        .column(
                                Column.number("Connections", ""),
                                cell -> Entry.Text.of(cell.connections()))
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
