package sockbench.findings;

import sockbench.measured.RecordedRun;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Metric;
import sockbench.results.Verdict;
import sockbench.stats.Drift;
import sockbench.stats.Drift.Observation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Whether it mattered when a fork ran. Ratios to the reference are looked at: what makes both
/// dearer is no concern.
///
/// @param words e.g. `over the run`
public record OrderEffects(Metric metric, String words, Drift drift) {
    private static final List<Metric> METRICS =
            List.of(Metric.SERVER_CPU, Metric.REQUESTS_PER_SECOND);

    /// Tests server CPU and throughput over the run and over the place within a round.
    public static List<OrderEffects> of(RecordedRun run) {
        var places = places(run);
        var orders = new ArrayList<OrderEffects>();
        for (var metric : METRICS) {
            orders.add(new OrderEffects(metric, "over the run", drift(run, metric, Fork::number)));
            orders.add(
                    new OrderEffects(
                            metric,
                            "from first to last of a round",
                            drift(run, metric, fork -> places.getOrDefault(fork.number(), 0))));
        }
        return orders;
    }

    /// One sentence for the page.
    public String sentence() {
        return "%s × reference, %s: %s".formatted(metric.title(), words, drift.sentence());
    }

    private static Drift drift(RecordedRun run, Metric metric, ToIntFunction<Fork> position) {
        var cells = new LinkedHashMap<Cell, List<Observation>>();
        for (var fork : run.forks()) {
            var numbers = run.measured().forks(fork.cell()).get(fork.number());
            var log = numbers == null ? null : numbers.logRatios().get(metric);
            if (fork.outcome() == Verdict.VALID && log != null) {
                cells.computeIfAbsent(fork.cell(), cell -> new ArrayList<>())
                        .add(new Observation(position.applyAsInt(fork), Math.exp(log)));
            }
        }
        return Drift.of(List.copyOf(cells.values()));
    }

    /// Fork number to its place within its round, from 0.
    private static Map<Integer, Integer> places(RecordedRun run) {
        var places = new HashMap<Integer, Integer>();
        var rounds = new HashMap<Integer, Integer>();
        for (var fork : run.forks()) {
            if (!places.containsKey(fork.number())) {
                places.put(fork.number(), rounds.merge(fork.round(), 1, Integer::sum) - 1);
            }
        }
        return places;
    }
}
