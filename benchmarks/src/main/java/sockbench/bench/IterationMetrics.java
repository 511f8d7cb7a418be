package sockbench.bench;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

import sockbench.results.Metric;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// Hands the CPU times of each window, which is an iteration to JMH, to it as secondary results, so
/// that `jmh.json` has them all: `samples.csv` has their mean and their least.
public final class IterationMetrics implements InternalProfiler {
    private static final Set<Metric> COSTS = Set.of(Metric.SERVER_CPU, Metric.CLIENT_CPU);

    /// JMH makes its profilers itself, so there is no other way from a benchmark's state to one.
    private static volatile Map<Metric, Double> latest = Map.of();

    static void hand(Map<Metric, Double> metrics) {
        var costs = new EnumMap<Metric, Double>(metrics);
        costs.keySet().retainAll(COSTS);
        latest = costs;
    }

    @Override
    public String getDescription() {
        return "what generator and server counted";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        latest = Map.of();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return latest.entrySet().stream()
                .map(entry ->
                        new ScalarResult(
                                entry.getKey().id(),
                                entry.getValue(),
                                entry.getKey().unit(),
                                AggregationPolicy.AVG))
                .toList();
    }
}
