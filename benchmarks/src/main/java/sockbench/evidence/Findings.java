package sockbench.evidence;

import sockbench.results.Cell;
import sockbench.results.Limits;
import sockbench.results.Metric;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.Verdict;
import sockbench.stats.Estimate;
import sockbench.stats.SampleSize;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// All numbers of a run with their verdicts.
public final class Findings {
    private final Run run;
    private final Map<Cell, SortedMap<Integer, Map<Metric, Double>>> values;

    private Findings(Run run) {
        this.run = run;
        this.values = run.values();
    }

    /// @throws IOException in one line if the directory holds no run
    public static List<Finding> of(RunDirectory directory) throws IOException {
        return of(Run.read(directory));
    }

    /// In the order of the plan, then of the metrics. Every planned cell has at least one.
    public static List<Finding> of(Run run) {
        var findings = new Findings(run);
        return run.plan().cells().stream().map(findings::of).flatMap(Collection::stream).toList();
    }

    private List<Finding> of(PlannedCell planned) {
        var cell = planned.cell();
        if (!planned.isAvailable()) {
            return List.of(without(cell, new Ruling(Verdict.UNAVAILABLE, planned.unavailable())));
        }
        var forks = values.getOrDefault(cell, new TreeMap<>());
        var broken = new CellRules(run, cell, forks).broken();
        if (forks.isEmpty()) {
            return List.of(
                    without(
                            cell,
                            broken.orElse(new Ruling(Verdict.FAILED, "nothing was measured"))));
        }
        var limited = new GeneratorRules(cell, forks.values(), ceiling(cell)).limited();
        var findings = new ArrayList<Finding>();
        for (var metric : Metric.values()) {
            if (forks.values().stream().anyMatch(fork -> fork.containsKey(metric))) {
                findings.add(of(cell, metric, broken, limited));
            }
        }
        return findings;
    }

    private Finding of(
            Cell cell, Metric metric, Optional<Ruling> broken, Optional<String> limited) {
        var forks = new TreeMap<Integer, Double>();
        forks(cell)
                .forEach((number, fork) -> {
                    if (fork.containsKey(metric)) {
                        forks.put(number, fork.get(metric));
                    }
                });
        var estimate =
                Estimate.of(
                        Metrics.center(metric),
                        forks.values().stream().mapToDouble(value -> value).toArray());
        var tooSmall = tooSmall(cell, metric);
        var ruling =
                broken.filter(rule -> applies(rule, metric))
                        .or(() -> limited(metric, limited))
                        .or(() -> tooSmall)
                        .or(() -> noisy(metric, estimate))
                        .orElse(Ruling.VALID);
        return new Finding(
                cell,
                metric,
                tooSmall.isPresent() ? null : estimate,
                forks,
                ruling.verdict(),
                ruling.reason(),
                Id.of(run.plan().run(), cell, metric));
    }

    /// The capacity is what an overload is about, so it stands.
    private static boolean applies(Ruling broken, Metric metric) {
        return broken.verdict() != Verdict.OVERLOAD || metric != Metric.CAPACITY_PER_SECOND;
    }

    private static Optional<Ruling> limited(Metric metric, Optional<String> limited) {
        return limited.filter(reason -> Metrics.dependsOnGenerator(metric))
                .map(reason -> new Ruling(Verdict.GENERATOR_LIMITED, reason));
    }

    private Optional<Ruling> tooSmall(Cell cell, Metric metric) {
        var quantile = Metrics.quantile(metric);
        if (quantile == 0) {
            return Optional.empty();
        }
        var needed = SampleSize.forQuantile(quantile);
        var smallest =
                forks(cell).keySet().stream()
                        .mapToLong(fork -> run.count(fork, cell, Metrics.kind(metric)))
                        .min()
                        .orElse(0);
        return smallest >= needed
                ? Optional.empty()
                : Optional.of(
                        new Ruling(
                                Verdict.NOISY,
                                "n too small: a fork has %d latencies, %d are needed"
                                        .formatted(smallest, needed)));
    }

    private static Optional<Ruling> noisy(Metric metric, Estimate estimate) {
        if (metric.better() == Metric.Better.NEITHER) {
            return Optional.empty();
        }
        if (estimate.n() == 1) {
            return Optional.of(
                    new Ruling(Verdict.NOISY, "n too small: one fork gives no interval"));
        }
        return estimate.relativeHalfWidth() <= Limits.NOISE.value()
                ? Optional.empty()
                : Optional.of(
                        new Ruling(
                                Verdict.NOISY,
                                String.format(
                                        Locale.ROOT,
                                        "interval is ±%.0f %% of the value, limit is %.0f %%",
                                        100 * estimate.relativeHalfWidth(),
                                        100 * Limits.NOISE.value())));
    }

    private Finding without(Cell cell, Ruling ruling) {
        var metric = Metrics.headline(cell.question()).getFirst();
        return new Finding(
                cell,
                metric,
                null,
                Collections.emptySortedMap(),
                ruling.verdict(),
                ruling.reason(),
                Id.of(run.plan().run(), cell, metric));
    }

    /// What the null server reached with as many connections and as large bodies.
    private OptionalDouble ceiling(Cell cell) {
        return values.entrySet().stream()
                .filter(entry ->
                        entry.getKey().question() == Question.CEILING
                                && entry.getKey().connections() == cell.connections()
                                && entry.getKey().bodyBytes() == cell.bodyBytes())
                .flatMap(entry -> entry.getValue().values().stream())
                .filter(fork -> fork.containsKey(Metric.REQUESTS_PER_SECOND))
                .mapToDouble(fork -> fork.get(Metric.REQUESTS_PER_SECOND))
                .average();
    }

    private SortedMap<Integer, Map<Metric, Double>> forks(Cell cell) {
        return values.getOrDefault(cell, Collections.emptySortedMap());
    }
}
