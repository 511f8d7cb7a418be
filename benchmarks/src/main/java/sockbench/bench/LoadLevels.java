package sockbench.bench;

import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.Question;
import sockbench.results.Sample;
import sockbench.stats.Estimate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// At which rates response time is asked for: shares of the smallest capacity compared, alike for
/// every model, and shares of each model's own. Both are below saturation, where latency means
/// something.
final class LoadLevels {
    private static final List<Double> SHARES = List.of(0.3, 0.5, 0.7, 0.9);

    private LoadLevels() {}

    /// @param plan with the capacity cells
    /// @param samples of the run so far
    /// @return a cell for each model and rate; a model without a capacity has one that says so
    static List<PlannedCell> of(List<PlannedCell> plan, List<Sample> samples) {
        var capacities = capacities(samples);
        double smallest =
                capacities.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
        var cells = new LinkedHashSet<PlannedCell>();
        for (var planned : plan) {
            if (planned.cell().question() == Question.CAPACITY) {
                var own = capacities.get(planned.cell().model());
                if (own == null) {
                    cells.add(new PlannedCell(curve(planned.cell(), 0), withoutCapacity(planned)));
                } else {
                    add(cells, planned.cell(), smallest);
                    add(cells, planned.cell(), own);
                }
            }
        }
        return List.copyOf(cells);
    }

    private static void add(Set<PlannedCell> cells, Cell capacity, double perSecond) {
        for (double share : SHARES) {
            cells.add(new PlannedCell(curve(capacity, threeDigits(share * perSecond)), ""));
        }
    }

    private static Cell curve(Cell capacity, double perSecond) {
        return new Cell(
                Question.LOAD_CURVE,
                capacity.model(),
                capacity.connections(),
                capacity.bodyBytes(),
                capacity.loop(),
                perSecond,
                capacity.threads());
    }

    private static String withoutCapacity(PlannedCell capacity) {
        return capacity.isAvailable() ? "no capacity was found" : capacity.unavailable();
    }

    /// Model to the median over its forks.
    private static Map<String, Double> capacities(List<Sample> samples) {
        return samples.stream()
                .filter(sample -> sample.metric() == Metric.CAPACITY_PER_SECOND)
                .collect(
                        Collectors.groupingBy(
                                sample -> sample.cell().model(),
                                TreeMap::new,
                                Collectors.collectingAndThen(
                                        Collectors.mapping(Sample::value, Collectors.toList()),
                                        LoadLevels::median)));
    }

    private static double median(List<Double> values) {
        return Estimate.Center.MEDIAN.of(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// Rates that people can quote.
    private static double threeDigits(double rate) {
        double unit = Math.pow(10, Math.floor(Math.log10(rate)) - 2);
        return Math.round(rate / unit) * unit;
    }
}
