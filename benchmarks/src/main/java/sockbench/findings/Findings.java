package sockbench.findings;

import org.jspecify.annotations.Nullable;

import sockbench.measured.RecordedRun;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.ReasonedVerdict;
import sockbench.results.RunDirectory;
import sockbench.results.Verdict;
import sockbench.stats.Estimate;
import sockbench.stats.PairwiseTests;
import sockbench.stats.Ratio;
import sockbench.verdict.MetricRules;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/// All numbers of a run with their verdicts.
public final class Findings {
    private final RecordedRun run;
    private final Map<FamilyKey, PairwiseTests> tests;

    /// Models share a variance under the same conditions and by one metric.
    private record FamilyKey(Cell conditions, Metric metric) {}

    /// One cell before its metrics have intervals.
    ///
    /// @param rules null if the cell is not available
    private record JudgedCell(
            PlannedCell planned, @Nullable MetricRules rules, List<JudgedMetric> metrics) {
        static JudgedCell of(RecordedRun run, PlannedCell planned) {
            if (!planned.isAvailable()) {
                return new JudgedCell(planned, null, List.of());
            }
            var cell = planned.cell();
            var rules = new MetricRules(run, cell);
            var metrics =
                    Stream.of(Metric.values())
                            .filter(metric -> rules.forks().knows(metric))
                            .map(metric -> new JudgedMetric(rules, cell, metric, rules.of(metric)))
                            .toList();
            return new JudgedCell(planned, rules, metrics);
        }
    }

    /// One metric of one cell before it has an interval.
    private record JudgedMetric(
            MetricRules rules, Cell cell, Metric metric, ReasonedVerdict ruling) {
        FamilyKey table() {
            return new FamilyKey(cell.withModel(""), metric);
        }

        SortedMap<Integer, Double> absolute() {
            return rules.forks().absolute(metric);
        }

        SortedMap<Integer, Double> ratios() {
            return rules.forks().ratios(metric);
        }

        /// Only valid numbers of models share their variance: what is wrong with others may well
        /// scatter.
        boolean isPooled() {
            return ruling.isValid() && logs().length > 0 && Comparisons.mayBeRanked(cell, metric);
        }

        double[] logs() {
            return ratios().values().stream().mapToDouble(Math::log).toArray();
        }
    }

    private Findings(RecordedRun run, Map<FamilyKey, PairwiseTests> tests) {
        this.run = run;
        this.tests = tests;
    }

    /// @throws IOException in one line if the directory holds no run
    public static List<Finding> of(RunDirectory directory) throws IOException {
        return of(RecordedRun.read(directory));
    }

    /// In the order of the plan, then of the metrics. Every planned cell has at least one.
    public static List<Finding> of(RecordedRun run) {
        var cells =
                run.plan().cells().parallelStream()
                        .map(planned -> JudgedCell.of(run, planned))
                        .toList();
        var all = cells.stream().flatMap(cell -> cell.metrics().stream()).toList();
        var findings = new Findings(run, tests(all));
        return cells.parallelStream().flatMap(findings::findings).toList();
    }

    private Stream<Finding> findings(JudgedCell cell) {
        return cell.metrics().isEmpty()
                ? Stream.of(without(cell.planned(), cell.rules()))
                : cell.metrics().stream().map(this::finding);
    }

    private static Map<FamilyKey, PairwiseTests> tests(List<JudgedMetric> all) {
        var logs = new LinkedHashMap<FamilyKey, Map<String, double[]>>();
        for (var judged : all) {
            if (judged.isPooled()) {
                logs.computeIfAbsent(judged.table(), table -> new LinkedHashMap<>())
                        .put(judged.cell().model(), judged.logs());
            }
        }
        var tests = new HashMap<FamilyKey, PairwiseTests>();
        logs.forEach((table, models) -> tests.put(table, PairwiseTests.of(models)));
        return tests;
    }

    private Finding finding(JudgedMetric judged) {
        var withheld = judged.rules().withholds(judged.metric());
        var ratio = withheld ? null : ratio(judged);
        return new Finding(
                judged.cell(),
                judged.metric(),
                withheld ? null : estimate(judged, ratio),
                ratio,
                judged.absolute(),
                judged.ratios(),
                judged.ruling().verdict(),
                judged.ruling().reason(),
                NumberId.of(run.plan().run(), judged.cell(), judged.metric()));
    }

    private @Nullable Ratio ratio(JudgedMetric judged) {
        var logs = judged.logs();
        if (logs.length == 0) {
            return null;
        }
        var test = tests.get(judged.table());
        return test == null || !judged.isPooled()
                ? Ratio.of(logs)
                : test.ratio(judged.cell().model());
    }

    /// The reference's own number times the ratio, except for percentiles: those come from the
    /// histograms of whole forks.
    private @Nullable Estimate estimate(JudgedMetric judged, @Nullable Ratio ratio) {
        var metric = judged.metric();
        var own = run.measured().reference(judged.cell(), metric);
        if (ratio != null && own > 0 && !metric.isPercentile()) {
            return Estimate.of(ratio, own);
        }
        var values = judged.absolute().values().stream().mapToDouble(value -> value).toArray();
        return values.length == 0 ? null : Estimate.of(metric.center(values), values);
    }

    private Finding without(PlannedCell planned, @Nullable MetricRules rules) {
        var cell = planned.cell();
        var metric = cell.question().headline().getFirst();
        var ruling =
                rules == null
                        ? new ReasonedVerdict(Verdict.UNAVAILABLE, planned.unavailable())
                        : rules.ofNothing();
        return new Finding(
                cell,
                metric,
                null,
                null,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                ruling.verdict(),
                ruling.reason(),
                NumberId.of(run.plan().run(), cell, metric));
    }
}
