package sockbench.evidence;

import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Metric;
import sockbench.results.Verdict;
import sockbench.stats.Drift;
import sockbench.stats.Drift.Point;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Whether it mattered when a fork ran.
///
/// @param words e.g. `over the run`
public record Order(Metric metric, String words, Drift drift) {
    private static final List<Metric> METRICS =
            List.of(Metric.SERVER_CPU, Metric.REQUESTS_PER_SECOND);

    /// Tests server CPU and throughput over the run and over the place within a round.
    public static List<Order> of(Run run) {
        var orders = new ArrayList<Order>();
        for (var metric : METRICS) {
            orders.add(new Order(metric, "over the run", drift(run, metric, Fork::number)));
            orders.add(
                    new Order(
                            metric,
                            "from first to last of a round",
                            drift(run, metric, fork -> place(run, fork))));
        }
        return orders;
    }

    /// One sentence for the page.
    public String sentence() {
        return "%s, %s: %s".formatted(metric.title(), words, drift.sentence());
    }

    private static Drift drift(Run run, Metric metric, ToIntFunction<Fork> position) {
        var values = run.values();
        var cells = new LinkedHashMap<Cell, List<Point>>();
        for (var fork : run.forks()) {
            var measured =
                    values.getOrDefault(fork.cell(), Collections.emptySortedMap())
                            .getOrDefault(fork.number(), Map.of())
                            .get(metric);
            if (fork.outcome() == Verdict.VALID && measured != null && measured > 0) {
                cells.computeIfAbsent(fork.cell(), cell -> new ArrayList<>())
                        .add(new Point(position.applyAsInt(fork), measured));
            }
        }
        return Drift.of(List.copyOf(cells.values()));
    }

    private static int place(Run run, Fork fork) {
        return (int)
                run.forks().stream()
                        .filter(other -> other.round() == fork.round())
                        .filter(other -> other.number() < fork.number())
                        .count();
    }
}
