package sockbench.measured;

import sockbench.results.Metric;
import sockbench.results.Window;
import sockbench.stats.ChangePoint;
import sockbench.stats.Estimate.Center;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What one fork says of one cell.
///
/// @param values absolute, one per metric
/// @param logRatios of what is paired: the median over blocks of the logarithm of subject over
///   reference; of a capacity, which all blocks together make, the logarithm of its ratio
/// @param costChange where the ratio of server CPU is most likely to have moved within the fork
public record ForkNumbers(
        Map<Metric, Double> values, Map<Metric, Double> logRatios, ChangePoint costChange) {
    /// @param subject windows in order of time
    /// @param references block to the reference's window in it
    static ForkNumbers paired(
            Map<Metric, Double> values, List<Window> subject, Map<Integer, Window> references) {
        var logs = new EnumMap<Metric, List<Double>>(Metric.class);
        for (var window : subject) {
            var reference = references.get(window.block());
            if (reference != null) {
                WindowMetrics.logRatios(window, reference)
                        .forEach((metric, log) ->
                                logs.computeIfAbsent(metric, m -> new ArrayList<>()).add(log));
            }
        }
        var ratios = new EnumMap<Metric, Double>(Metric.class);
        logs.forEach((metric, ofBlocks) -> {
            // What most blocks do not know, as a p99 of few requests, is not known.
            if (2 * ofBlocks.size() >= subject.size()) {
                ratios.put(metric, Center.MEDIAN.of(array(ofBlocks)));
            }
        });
        var other = FoundCapacity.of(references.values()).get(Metric.CAPACITY_PER_SECOND);
        var own = values.get(Metric.CAPACITY_PER_SECOND);
        if (own != null && other != null) {
            ratios.put(Metric.CAPACITY_PER_SECOND, Math.log(own / other));
        }
        var cost = logs.getOrDefault(Metric.SERVER_CPU, List.of());
        return new ForkNumbers(values, ratios, ChangePoint.in(array(cost)));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(value -> value).toArray();
    }
}
