package sockbench.report.sections;

import sockbench.report.data.Printed;
import sockbench.report.data.ReportData;
import sockbench.report.data.Setting;
import sockbench.report.page.Chart;
import sockbench.report.page.Section;
import sockbench.results.Cell;
import sockbench.results.LatencyKind;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.text.Digits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How long the slowest requests took.
public final class PercentilesSection {
    private static final Chart.Axis PERCENTILE =
            new Chart.Axis(
                    "share of requests that were at least as fast",
                    "linear",
                    false,
                    List.of(tick(50), tick(90), tick(99), tick(99.9), tick(99.99)));

    private final ReportData data;

    private PercentilesSection(ReportData data) {
        this.data = data;
    }

    public static Section of(ReportData data) {
        var section = new PercentilesSection(data);
        return new Section(
                "percentiles",
                "Percentiles",
                "Percentile curves",
                "Each point is the median over forks of that percentile; curves end where a fork"
                        + " has too few requests to know more.",
                Stream.concat(section.acrossModels().stream(), section.threeTimes().stream())
                        .toList(),
                section.missing());
    }

    private Optional<Section.Block> acrossModels() {
        var groups = new LinkedHashMap<String, List<Cell>>();
        for (var question :
                List.of(Question.THROUGHPUT, Question.ROUND_TRIP, Question.LOAD_CURVE)) {
            for (var cell : data.cells(question)) {
                groups.computeIfAbsent(label(cell), label -> new ArrayList<>()).add(cell);
            }
        }
        var views = new ArrayList<Chart.View>();
        groups.forEach((label, cells) -> {
            if (cells.size() > 1 || !cells.getFirst().loop().isOpen()) {
                addView(views, label, cells);
            }
        });
        return views.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart("percentiles-chart", "Response time by percentile", views));
    }

    private void addView(List<Chart.View> views, String label, List<Cell> cells) {
        var series = new ArrayList<Chart.Series>();
        for (var cell : cells) {
            var points = points(cell, LatencyKind.RESPONSE);
            if (!points.isEmpty()) {
                series.add(new Chart.Series(cell.model(), data.style(cell.model()), points));
            }
        }
        if (!series.isEmpty()) {
            var loop = cells.getFirst().loop().isOpen() ? "open loop" : "closed loop";
            views.add(
                    new Chart.View(
                            label,
                            caption(cells.getFirst()),
                            PERCENTILE,
                            micros("response time, " + loop),
                            false,
                            series));
        }
    }

    private static String caption(Cell cell) {
        return cell.loop().isOpen()
                ? "Open loop: response time counts from the moment a request was due."
                : "Closed loop: time from sending to the answer; it follows from the number of"
                        + " connections and is not what users would wait at a given load.";
    }

    /// Response, service and lag of each model at half its capacity.
    private Optional<Section.Block> threeTimes() {
        var views = new ArrayList<Chart.View>();
        data.atHalfCapacity().forEach(cell -> addThree(views, cell));
        return views.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Chart(
                                "three-times",
                                "Response, service and send lag at half of capacity",
                                views));
    }

    private List<String> missing() {
        return data.atHalfCapacity().isEmpty()
                ? List.of("response, service and send lag apart")
                : List.of();
    }

    private void addThree(List<Chart.View> views, Cell cell) {
        var series =
                List.of(
                        new Chart.Series(
                                "response: due to completed",
                                0,
                                points(cell, LatencyKind.RESPONSE)),
                        new Chart.Series(
                                "service: sent to completed", 1, points(cell, LatencyKind.SERVICE)),
                        new Chart.Series(
                                "lag: due to sent, the generator's own lateness",
                                2,
                                points(cell, LatencyKind.LAG)));
        var label = cell.model() + " at " + Digits.count(cell.offeredPerSecond()) + " per s";
        views.add(
                new Chart.View(
                        label,
                        "Open loop, "
                                + Setting.of(cell).words()
                                + ". If lag is far below service, the"
                                + " generator kept its schedule.",
                        PERCENTILE,
                        micros("time, open loop"),
                        false,
                        series));
    }

    private List<Chart.Mark> points(Cell cell, LatencyKind kind) {
        return data.curves().of(cell, kind).stream()
                .map(point -> {
                    var printed = Printed.sentence(Metric.RESPONSE_P50, point.micros());
                    return new Chart.Mark(
                            position(point.percentile()),
                            point.micros().value(),
                            null,
                            null,
                            false,
                            "p" + shortest(point.percentile()) + ": " + printed);
                })
                .toList();
    }

    private static String label(Cell cell) {
        var load =
                cell.loop().isOpen()
                        ? "open loop at " + Digits.count(cell.offeredPerSecond()) + " per s"
                        : "closed loop";
        var question = cell.question() == Question.ROUND_TRIP ? "Round trip, " : "";
        return question + load + ", " + Setting.of(cell).words();
    }

    private static Chart.Axis micros(String what) {
        return new Chart.Axis(what + ", µs", "log", false, null);
    }

    private static Chart.Tick tick(double percentile) {
        return new Chart.Tick(position(percentile), shortest(percentile) + " %");
    }

    /// Each further nine takes the same room.
    private static double position(double percentile) {
        return Math.round(-Math.log10(1 - percentile / 100) * 1e4) / 1e4;
    }

    private static String shortest(double percentile) {
        return percentile == Math.rint(percentile)
                ? Integer.toString((int) percentile)
                : Double.toString(percentile);
    }
}
