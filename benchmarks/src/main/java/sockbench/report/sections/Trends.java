package sockbench.report.sections;

import sockbench.report.data.Curve;
import sockbench.report.data.Curve.CurveMark;
import sockbench.report.data.Numbers;
import sockbench.report.data.ReportData;
import sockbench.report.data.Setting;
import sockbench.report.page.Section;
import sockbench.results.Metric;
import sockbench.results.Question;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// What each model came to in run after run. Only ratios to the same reference are put side by
/// side: absolute numbers are each machine's own.
public final class Trends {
    private final Map<String, Map<String, List<CurveMark>>> byReference = new LinkedHashMap<>();
    private final Map<String, Integer> runs = new LinkedHashMap<>();

    /// Runs come in the order of time.
    public void add(ReportData data) {
        var settings = Setting.natural(data);
        if (settings.isEmpty()) {
            return;
        }
        var reference = data.reference();
        var models = byReference.computeIfAbsent(reference, name -> new LinkedHashMap<>());
        int place = runs.merge(reference, 1, Integer::sum);
        for (var cell : settings.getFirst().cells(data, Question.THROUGHPUT)) {
            var finding = data.numbers().find(cell, Metric.SERVER_CPU);
            if (finding != null && finding.ratio() != null) {
                var ratio = Objects.requireNonNull(finding.ratio());
                var known = ratio.hasInterval();
                models.computeIfAbsent(cell.model(), name -> new ArrayList<>())
                        .add(
                                new CurveMark(
                                        place,
                                        ratio.value(),
                                        known ? ratio.low() : ratio.value(),
                                        known ? ratio.high() : ratio.value(),
                                        !finding.isCitable(),
                                        data.plan().run() + ": " + Numbers.ratio(finding).text()));
            }
        }
    }

    /// One drawing for each reference that several runs share; nothing if there is none.
    public List<Section.Block> blocks() {
        var blocks = new ArrayList<Section.Block>();
        byReference.forEach((reference, models) -> {
            if (runs.getOrDefault(reference, 0) > 1) {
                blocks.add(drawing(reference, models));
            }
        });
        return blocks;
    }

    private Section.Block drawing(String reference, Map<String, List<CurveMark>> models) {
        var curves =
                models.entrySet().stream()
                        .map(entry -> new Curve(entry.getKey(), "", entry.getValue()))
                        .toList();
        int last = runs.getOrDefault(reference, 1);
        var x =
                new PlotAxis(
                        "run",
                        false,
                        0.5,
                        last + 0.5,
                        IntStream.rangeClosed(1, last)
                                .filter(run -> run == 1 || run == last)
                                .mapToObj(run -> new PlotAxis.Tick(run, "run " + run))
                                .toList());
        var picture =
                new SmallMultiples(
                        "trend-" + Svg.identifier(reference),
                        x,
                        PlotAxis.logarithmic(
                                "server CPU per request, × " + reference,
                                SmallMultiples.framed(curves)),
                        "",
                        curves);
        return new Section.Drawing(
                picture.draw(),
                "Server CPU per request × %s in each run, oldest first, with its interval. Grey: all"
                                .formatted(reference)
                        + " models. Runs of other machines stand side by side: only the ratios do.");
    }
}
