package sockbench.measured;

import sockbench.results.Limits;
import sockbench.results.Metric;
import sockbench.stats.Estimate.Center;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/// The forks of one cell, by number, and what stands for them where a rule asks. Rules ask for
/// medians: what the machine did to one fork must not decide.
public record ForkValues(SortedMap<Integer, ForkNumbers> forks) {
    /// Whether so many of all forks are enough for a verdict.
    public static boolean decide(long forks, int all) {
        return forks >= Limits.FORKS_THAT_DECIDE.value() * all;
    }

    /// Whether a fork has measured it.
    public boolean knows(Metric metric) {
        return forks.values().stream()
                .anyMatch(fork ->
                        fork.values().containsKey(metric) || fork.logRatios().containsKey(metric));
    }

    /// Empty if no fork has measured it.
    public OptionalDouble median(Metric metric) {
        return median(absolute(metric).values().stream().mapToDouble(value -> value));
    }

    /// One metric over another, fork by fork.
    public OptionalDouble medianShare(Metric metric, Metric of) {
        return median(
                forks.values().stream()
                        .map(ForkNumbers::values)
                        .filter(values -> values.containsKey(metric) && values.containsKey(of))
                        .mapToDouble(values -> values.get(metric) / values.get(of)));
    }

    /// Fork number to absolute value.
    public SortedMap<Integer, Double> absolute(Metric metric) {
        var known = new TreeMap<Integer, Double>();
        forks.forEach((number, fork) -> put(known, number, fork.values(), metric));
        return known;
    }

    /// Fork number to subject over reference.
    public SortedMap<Integer, Double> ratios(Metric metric) {
        var known = new TreeMap<Integer, Double>();
        forks.forEach((number, fork) -> put(known, number, fork.logRatios(), metric));
        known.replaceAll((number, log) -> Math.exp(log));
        return known;
    }

    private static void put(
            Map<Integer, Double> known, int fork, Map<Metric, Double> numbers, Metric metric) {
        var value = numbers.get(metric);
        if (value != null) {
            known.put(fork, value);
        }
    }

    private static OptionalDouble median(DoubleStream values) {
        var all = values.toArray();
        return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Center.MEDIAN.of(all));
    }
}
