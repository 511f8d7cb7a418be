package sockbench.report.data;

import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Verdict;
import sockbench.verdict.SpinningServers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Turns cells into curves, one for each model.
public record Plots(ReportData data) {
    public static Map<String, List<Cell>> byModel(List<Cell> cells) {
        return cells.stream()
                .collect(
                        Collectors.groupingBy(
                                Cell::model, LinkedHashMap::new, Collectors.toList()));
    }

    /// A cell that was overloaded is no point: the curve rises towards it.
    ///
    /// @param x where a cell stands; NaN leaves it out
    /// @param words names the point for who hovers over it
    public List<Curve> curves(
            Map<String, List<Cell>> byModel,
            Metric metric,
            ToDoubleFunction<Cell> x,
            Function<Cell, String> words) {
        var series = new ArrayList<Curve>();
        byModel.forEach((model, cells) -> {
            var points =
                    cells.stream()
                            .filter(cell -> !Double.isNaN(x.applyAsDouble(cell)))
                            .filter(cell -> data.numbers().has(cell, metric))
                            .filter(cell -> !isOverload(cell))
                            .map(cell ->
                                    point(cell, metric, x.applyAsDouble(cell), words.apply(cell)))
                            .sorted(Comparator.comparingDouble(Curve.CurveMark::x))
                            .toList();
            if (!points.isEmpty()) {
                double end = points.getLast().x();
                var wall =
                        cells.stream()
                                .filter(this::isOverload)
                                .map(x::applyAsDouble)
                                .filter(at -> at > end)
                                .min(Comparator.naturalOrder())
                                .orElse(null);
                series.add(new Curve(model, remark(model, metric, cells), points, wall, List.of()));
            }
        });
        return series;
    }

    private boolean isOverload(Cell cell) {
        return data.verdict(cell) == Verdict.OVERLOAD;
    }

    /// What spins costs the time that passes, which is off the scale of all others.
    private static String remark(String model, Metric metric, List<Cell> cells) {
        return cells.stream().anyMatch(cell -> SpinningServers.decides(cell, metric))
                ? "spins: off the scale"
                : "";
    }

    private Curve.CurveMark point(Cell cell, Metric metric, double x, String words) {
        var finding = Objects.requireNonNull(data.numbers().find(cell, metric));
        var estimate = Objects.requireNonNull(finding.estimate());
        var figure = Numbers.figure(finding);
        var unit = figure.unit().isEmpty() ? Printed.columnUnit(metric) : figure.unit();
        var interval = figure.interval().isEmpty() ? "" : " [" + figure.interval() + "]";
        var valid = finding.verdict() == Verdict.VALID;
        var verdict = valid ? "" : " · " + VerdictBadge.words(finding.verdict());
        return new Curve.CurveMark(
                x,
                estimate.value(),
                estimate.low(),
                estimate.high(),
                !valid,
                words + ": " + figure.text() + " " + unit + interval + verdict);
    }
}
