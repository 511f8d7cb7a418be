package sockbench.report.sections;

import sockbench.report.data.Curve;
import sockbench.report.data.Curve.CurveMark;
import sockbench.report.data.ReportData;
import sockbench.report.data.Setting;
import sockbench.report.page.Section;
import sockbench.results.Cell;
import sockbench.results.LatencyKind;
import sockbench.results.Question;
import sockbench.text.Digits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// How long the slowest requests took.
public final class PercentilesSection {
    /// A page of a full run has room for so many; the log of latencies has them all.
    private static final int MOST_PICTURES = 8;

    private static final List<PlotAxis.Tick> PERCENTILES =
            List.of(tick(50), tick(90), tick(99), tick(99.9), tick(99.99));

    private static final double PERCENTILES_FROM = 25;

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

    private List<Section.Block> acrossModels() {
        var groups = new LinkedHashMap<String, List<Cell>>();
        for (var question :
                List.of(Question.THROUGHPUT, Question.ROUND_TRIP, Question.LOAD_CURVE)) {
            for (var cell : data.cells(question)) {
                groups.computeIfAbsent(label(cell), label -> new ArrayList<>()).add(cell);
            }
        }
        var pictures = new ArrayList<Section.Block>();
        groups.forEach((label, cells) -> {
            if (cells.size() > 1 || !cells.getFirst().loop().isOpen()) {
                picture(pictures, label, cells);
            }
        });
        if (pictures.isEmpty()) {
            return List.of();
        }
        var blocks = new ArrayList<Section.Block>();
        blocks.add(pictures.getFirst());
        if (pictures.size() > 1) {
            blocks.add(
                    new Section.Folded(
                            "Round trip and other loads", pictures.subList(1, pictures.size())));
        }
        if (groups.size() > MOST_PICTURES) {
            blocks.add(Section.Note.plain("Other loads are in latencies.hlog."));
        }
        return blocks;
    }

    private void picture(List<Section.Block> pictures, String label, List<Cell> cells) {
        var curves = new ArrayList<Curve>();
        for (var cell : cells) {
            var points = points(cell, LatencyKind.RESPONSE);
            if (!points.isEmpty()) {
                curves.add(new Curve(cell.model(), "", points));
            }
        }
        if (!curves.isEmpty() && pictures.size() < MOST_PICTURES) {
            var loop = cells.getFirst().loop().isOpen() ? "open loop" : "closed loop";
            pictures.add(
                    new Section.Drawing(
                            draw("percentiles-" + pictures.size(), "response time, " + loop, curves),
                            label
                                    + ". Response time (µs, logarithmic) over the share of requests"
                                    + " that were at least as fast. Grey: all models; dashed: "
                                    + data.reference()
                                    + ". "
                                    + caption(cells.getFirst())));
        }
    }

    private String draw(String id, String what, List<Curve> curves) {
        var last = SmallMultiples.xs(curves).max().orElse(position(99));
        var x =
                new PlotAxis(
                        "share of requests",
                        false,
                        position(PERCENTILES_FROM),
                        last,
                        PERCENTILES.stream().filter(tick -> tick.at() <= last + 1e-9).toList());
        return new SmallMultiples(
                        id,
                        x,
                        PlotAxis.logarithmic(what + ", µs", SmallMultiples.framed(curves)),
                        data.reference(),
                        curves)
                .draw();
    }

    private static String caption(Cell cell) {
        return cell.loop().isOpen()
                ? "Open loop: response time counts from the moment a request was due."
                : "Closed loop: time from sending to the answer; it follows from the number of"
                        + " connections and is not what users would wait at a given load.";
    }

    /// Response, service and lag of each model at half its capacity.
    private List<Section.Block> threeTimes() {
        var curves = data.atHalfCapacity().stream().map(this::three).toList();
        return curves.isEmpty()
                ? List.of()
                : List.of(
                        new Section.Folded(
                                "Response, service and send lag at half of capacity",
                                List.of(
                                        new Section.Drawing(
                                                draw("three-times", "time, open loop", curves),
                                                "Line: response, from due to completed. Dashed:"
                                                    + " service, from sent to completed. Dotted:"
                                                    + " lag, from due to sent, the generator's own"
                                                    + " lateness. If lag is far below service, the"
                                                    + " generator kept its schedule."))));
    }

    private Curve three(Cell cell) {
        return new Curve(
                cell.model(),
                Digits.count(cell.offeredPerSecond()) + " per s",
                points(cell, LatencyKind.RESPONSE),
                null,
                List.of(points(cell, LatencyKind.SERVICE), points(cell, LatencyKind.LAG)));
    }

    private List<String> missing() {
        return data.atHalfCapacity().isEmpty()
                ? List.of("response, service and send lag apart")
                : List.of();
    }

    /// Without text: a curve of so many points needs no dots.
    private List<CurveMark> points(Cell cell, LatencyKind kind) {
        return data.curves().of(cell, kind).stream()
                .filter(point -> point.percentile() >= PERCENTILES_FROM)
                .map(point -> {
                    var micros = point.micros().value();
                    return new CurveMark(
                            position(point.percentile()), micros, micros, micros, false, "");
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

    private static PlotAxis.Tick tick(double percentile) {
        return new PlotAxis.Tick(position(percentile), "p" + shortest(percentile));
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
