package sockbench.report.sections;

import sockbench.report.data.ReportData;
import sockbench.report.data.Setting;
import sockbench.report.page.Section;
import sockbench.report.page.Section.Block;
import sockbench.report.page.Table;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Threads as a factor: each model as it comes, and all on the same budget.
public final class ThreadsSection {
    private final ReportData data;

    private ThreadsSection(ReportData data) {
        this.data = data;
    }

    public static Section of(ReportData data) {
        var section = new ThreadsSection(data);
        return new Section(
                "threads",
                "Threads",
                "Threads as a factor",
                "A ranking of models at their natural thread counts also ranks thread counts. The"
                        + " second table gives models that can use one the same budget.",
                section.blocks(),
                section.budgets().isEmpty() ? List.of("equal thread budgets") : List.of());
    }

    /// Nothing without a budget: the ranking has the natural thread counts.
    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        var settings = Setting.natural(data);
        var budgets = budgets();
        if (settings.isEmpty() || budgets.isEmpty()) {
            return blocks;
        }
        var natural = settings.getFirst();
        blocks.add(
                table(
                        natural.cells(data, Question.THROUGHPUT),
                        "Natural thread counts: " + natural.words()));
        budgets.forEach((budget, cells) ->
                blocks.add(table(cells, "Equal budgets: " + Setting.of(cells.getFirst()).words())));
        return blocks;
    }

    private SortedMap<Integer, List<Cell>> budgets() {
        return data.cells(Question.THROUGHPUT).stream()
                .filter(cell -> cell.threads() > 0)
                .collect(Collectors.groupingBy(Cell::threads, TreeMap::new, Collectors.toList()));
    }

    private Table table(List<Cell> cells, String caption) {
        return new CellTable(data)
                .model()
                .metric(Metric.SERVER_THREADS, "Threads, peak")
                .ratio(Metric.SERVER_CPU, "Server CPU per request")
                .metric(Metric.SERVER_CPU, "Server CPU per request")
                .metric(Metric.SERVER_BUSY, "Server CPUs in use")
                .metric(Metric.REQUESTS_PER_SECOND, "Throughput, closed loop")
                .metric(Metric.RESPONSE_P99, "p99, closed loop")
                .verdict()
                .of(cells, "", caption);
    }
}
