package sockbench.report.sections;

import sockbench.report.data.Plots;
import sockbench.report.data.ReportData;
import sockbench.report.page.Section;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.text.Digits;
import sockbench.text.Words;

import java.util.ArrayList;
import java.util.List;
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
        var blocks = new ArrayList<Section.Block>();
        byBody.forEach((bodyBytes, cells) -> {
            if (cells.stream().mapToInt(Cell::connections).distinct().count() > 1) {
                var pictures = pictures(bodyBytes, cells);
                if (blocks.isEmpty()) {
                    blocks.add(pictures.getFirst());
                    blocks.add(
                            new Section.Folded(
                                    "Throughput and p99", pictures.subList(1, pictures.size())));
                } else {
                    blocks.add(
                            new Section.Folded(Digits.count(bodyBytes) + "-byte bodies", pictures));
                }
            }
        });
        return blocks;
    }

    private List<Section.Block> pictures(int bodyBytes, List<Cell> cells) {
        return List.of(
                picture(bodyBytes, cells, Metric.SERVER_CPU, "server CPU per request, µs"),
                picture(bodyBytes, cells, Metric.REQUESTS_PER_SECOND, "requests per s"),
                picture(bodyBytes, cells, Metric.RESPONSE_P99, "p99, closed loop, µs"));
    }

    private Section.Block picture(int bodyBytes, List<Cell> cells, Metric metric, String words) {
        var curves =
                plots.curves(
                        Plots.byModel(cells),
                        metric,
                        Cell::connections,
                        cell -> Words.count(cell.connections(), "connection"));
        var xs = cells.stream().mapToInt(Cell::connections).distinct().sorted().boxed().toList();
        var x =
                new PlotAxis(
                        "connections",
                        true,
                        xs.getFirst() / 1.2,
                        xs.getLast() * 1.2,
                        xs.stream().map(n -> new PlotAxis.Tick(n, PlotAxis.label(n))).toList());
        var picture =
                new SmallMultiples(
                        "connections-%d-%s".formatted(bodyBytes, metric.id()),
                        x,
                        PlotAxis.logarithmic(words, SmallMultiples.framed(curves)),
                        data.reference(),
                        curves);
        return new Section.Drawing(
                picture.draw(),
                "%s over connections, closed loop, %s-byte bodies. Bars are %s over forks. Grey:"
                                .formatted(
                                        Words.capital(words),
                                        Digits.count(bodyBytes),
                                        intervals(cells, metric))
                        + " all models; dashed: "
                        + data.reference()
                        + ". A hollow dot may not be cited.");
    }

    private String intervals(List<Cell> cells, Metric metric) {
        var coverage = data.numbers().coverage(cells, metric);
        return coverage.isEmpty() ? "95 % intervals" : coverage;
    }
}
