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
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// At which rates response time is asked for: shares of the smallest capacity compared, alike for
/// every model, and shares of each model's own. Latency means something below saturation; the rates
/// above the capacity show where it ends.
final class LoadLevels {
    private static final List<Double> OF_SMALLEST = List.of(0.3, 0.5, 0.7, 0.9);
    private static final List<Double> OF_OWN = List.of(0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.6);

    private LoadLevels() {}

    /// @param plan with the capacity cells
    /// @param samples of the run so far
    /// @param rounds of each cell
    /// @return a cell for each model and rate; a model without a capacity has one that says so
    static List<PlannedCell> of(List<PlannedCell> plan, List<Sample> samples, int rounds) {
        var capacities = capacities(samples);
        double smallest =
                capacities.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
        var cells = new LinkedHashSet<PlannedCell>();
        for (var planned : plan) {
            if (planned.cell().question() == Question.CAPACITY) {
                var own = capacities.get(planned.cell().model());
                if (own == null) {
                    cells.add(
                            PlannedCell.unavailable(
                                    curve(planned.cell(), 0), withoutCapacity(planned)));
                } else {
                    rates(smallest, own)
                            .map(rate -> curve(planned.cell(), threeDigits(rate)))
                            .map(cell -> PlannedCell.available(cell, rounds))
                            .forEach(cells::add);
                }
            }
        }
        return List.copyOf(cells);
    }

    private static Stream<Double> rates(double smallest, double own) {
        return Stream.concat(
                OF_SMALLEST.stream().map(share -> share * smallest),
                OF_OWN.stream().map(share -> share * own));
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
