package sockbench.report.sections;

import sockbench.report.data.Plots;
import sockbench.report.data.ReportData;
import sockbench.report.page.Chart;
import sockbench.report.page.Section;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.text.Digits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What more connections do to a model.
public final class ConnectionsSection {
    private final ReportData data;
    private final Plots plots;

    private ConnectionsSection(ReportData data) {
        this.data = data;
        this.plots = new Plots(data);
    }

    public static Section of(ReportData data) {
        var blocks = new ConnectionsSection(data).blocks();
        return new Section(
                "connections",
                "Connections",
                "Over the number of connections",
                "How throughput, cost and latency change as more connections are busy at the same"
                        + " time.",
                blocks,
                blocks.isEmpty() ? List.of("several numbers of connections") : List.of());
    }

    private List<Section.Block> blocks() {
        var byBody =
                data.cells(Question.THROUGHPUT).stream()
                        .filter(cell -> cell.threads() == 0)
                        .collect(
                                Collectors.groupingBy(
                                        Cell::bodyBytes, TreeMap::new, Collectors.toList()));
        var views = new ArrayList<Chart.View>();
        byBody.forEach((bodyBytes, cells) -> {
            if (cells.stream().mapToInt(Cell::connections).distinct().count() > 1) {
                views.addAll(views(bodyBytes, cells));
            }
        });
        return views.isEmpty()
                ? List.of()
                : List.of(new Chart("over-connections", "Over connections", views));
    }

    private List<Chart.View> views(int bodyBytes, List<Cell> cells) {
        var body = Digits.count(bodyBytes) + "-byte bodies";
        return List.of(
                view(
                        "Throughput",
                        body,
                        cells,
                        Metric.REQUESTS_PER_SECOND,
                        new Chart.Axis("requests per s, closed loop", "linear", true, null)),
                view(
                        "Server CPU per request",
                        body,
                        cells,
                        Metric.SERVER_CPU,
                        new Chart.Axis("server CPU per request, µs", "log", false, null)),
                view(
                        "p99",
                        body,
                        cells,
                        Metric.RESPONSE_P99,
                        new Chart.Axis("p99 response time, closed loop, µs", "log", false, null)));
    }

    private Chart.View view(
            String label, String body, List<Cell> cells, Metric metric, Chart.Axis y) {
        var ticks =
                cells.stream()
                        .mapToInt(Cell::connections)
                        .distinct()
                        .sorted()
                        .mapToObj(n -> new Chart.Tick(n, Digits.count(n)))
                        .toList();
        Map<String, List<Cell>> byModel = Plots.byModel(cells);
        return new Chart.View(
                label + ", closed loop, " + body,
                "Closed loop, "
                        + body
                        + ". Bars are "
                        + intervals(cells, metric)
                        + " over forks. A hollow point may not"
                        + " be cited: hover over it for the reason.",
                new Chart.Axis("connections", "log", false, ticks),
                y,
                true,
                plots.series(
                        byModel,
                        metric,
                        Cell::connections,
                        cell -> Digits.count(cell.connections()) + " connections"));
    }

    private String intervals(List<Cell> cells, Metric metric) {
        var coverage = data.numbers().coverage(cells, metric);
        return coverage.isEmpty() ? "95 % intervals" : coverage;
    }
}
