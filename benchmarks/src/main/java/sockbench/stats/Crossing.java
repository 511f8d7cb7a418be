package sockbench.stats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// The rate at which a latency that rises with the rate crosses an objective.
///
/// Rates tried more than once count by the median of their logarithms. Then the curve that never
/// falls and is nearest to all of them is taken: neighbours that fall are replaced by their mean
/// (pool adjacent violators; Barlow et al., Statistical Inference under Order Restrictions, 1972).
/// Between two rates the crossing is found on a line in logarithms of both.
///
/// @param rate where the objective is crossed, or the bound that [#kind] speaks of
public record Crossing(double rate, CrossingKind kind) {
    /// What the rate is.
    public enum CrossingKind {
        CROSSED,
        /// No rate broke the objective: the highest tried is a lower bound.
        NOT_REACHED,
        /// Every rate broke it: the lowest tried is an upper bound.
        ABOVE_THROUGHOUT
    }

    /// One rate that was tried in one fork.
    ///
    /// @param latency above 0; infinite if the server fell so far behind that it was given up
    public record RateLatency(double rate, double latency) {}

    private record Level(double mean, int weight, int rates) {
        Level with(Level next) {
            var sum = weight + next.weight;
            return new Level(
                    (mean * weight + next.mean * next.weight) / sum, sum, rates + next.rates);
        }
    }

    /// @param points in any order, at least one
    /// @param objective in the unit of the latencies
    public static Crossing of(Collection<RateLatency> points, double objective) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("at least 1 rate is needed, were 0");
        }
        var byRate = new TreeMap<Double, List<Double>>();
        points.forEach(point ->
                byRate.computeIfAbsent(point.rate(), rate -> new ArrayList<>())
                        .add(Math.log(point.latency())));
        var rates = List.copyOf(byRate.keySet());
        var fit = fit(byRate.values());
        var limit = Math.log(objective);
        int over = 0;
        while (over < rates.size() && fit.get(over) <= limit) {
            over++;
        }
        if (over == rates.size()) {
            return new Crossing(rates.getLast(), CrossingKind.NOT_REACHED);
        }
        if (over == 0) {
            return new Crossing(rates.getFirst(), CrossingKind.ABOVE_THROUGHOUT);
        }
        double share = (limit - fit.get(over - 1)) / (fit.get(over) - fit.get(over - 1));
        double step = Math.log(rates.get(over) / rates.get(over - 1));
        return new Crossing(rates.get(over - 1) * Math.exp(share * step), CrossingKind.CROSSED);
    }

    /// One fitted logarithm per rate, none below the one before.
    private static List<Double> fit(Collection<List<Double>> logs) {
        var levels = new ArrayDeque<Level>();
        for (var ofRate : logs) {
            var values = ofRate.stream().mapToDouble(log -> log).toArray();
            var level = new Level(Moments.median(values), values.length, 1);
            while (!levels.isEmpty() && levels.getLast().mean() > level.mean()) {
                level = levels.removeLast().with(level);
            }
            levels.addLast(level);
        }
        var fit = new ArrayList<Double>();
        levels.forEach(level -> {
            for (int i = 0; i < level.rates(); i++) {
                fit.add(level.mean());
            }
        });
        return fit;
    }
}
