package sockbench.findings;

import org.jspecify.annotations.Nullable;

import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Metric.Better;
import sockbench.results.Plan;
import sockbench.results.ServerKind;
import sockbench.stats.PairwiseTests;
import sockbench.stats.Ratio;
import sockbench.verdict.SpinningServers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All that may be said about models side by side: ranks, ratios, and what the reference differs by
/// from itself. Only valid numbers take part. The reference is ranked by its own cell, in which it
/// was measured as every other model is.
public final class Comparisons {
    /// Pairs that people ask about: ours and the library that rests on the same system calls, and
    /// the two newest mechanisms.
    private static final List<List<String>> COUNTERPARTS =
            List.of(
                    List.of("REACTOR", "NETTY_NIO"),
                    List.of("EPOLL", "NETTY_EPOLL"),
                    List.of("IO_URING", "NETTY_IO_URING"),
                    List.of("IO_URING", "EPOLL"));

    private final List<Finding> findings;
    private final String reference;

    private Comparisons(List<Finding> findings, String reference) {
        this.findings = findings;
        this.reference = reference;
    }

    /// @param findings all of the run
    public static Comparisons of(Plan plan, List<Finding> findings) {
        return new Comparisons(findings, plan.reference());
    }

    /// One for each question, set of parameters and headline metric with at least two models.
    public List<ComparisonTable> tables() {
        var conditions = new LinkedHashSet<Cell>();
        findings.forEach(finding -> conditions.add(ComparisonTable.conditions(finding.cell())));
        var tables = new ArrayList<ComparisonTable>();
        for (var condition : conditions) {
            for (var metric : condition.question().headline()) {
                table(condition, metric).ifPresent(tables::add);
            }
        }
        return tables;
    }

    /// @param like any cell with the parameters
    /// @return empty if fewer than two models have a valid number, or if no model is better by this
    ///   metric than another
    public Optional<ComparisonTable> table(Cell like, Metric metric) {
        var ranked =
                under(like, metric)
                        .filter(Finding::isCitable)
                        .filter(finding -> mayBeRanked(finding.cell(), metric))
                        .toList();
        if (ranked.size() < 2 || metric.better() == Better.NEITHER) {
            return Optional.empty();
        }
        return test(ranked).map(test -> table(like, metric, ranked, test));
    }

    private ComparisonTable table(
            Cell like, Metric metric, List<Finding> ranked, PairwiseTests test) {
        var models = ranked.stream().map(finding -> finding.cell().model()).toList();
        return new ComparisonTable(
                ComparisonTable.conditions(like),
                metric,
                control(like, metric),
                test.rank(metric.better() == Better.HIGHER),
                COUNTERPARTS.stream()
                        .filter(models::containsAll)
                        .map(pair -> test.compare(pair.get(0), pair.get(1)))
                        .toList());
    }

    /// By ratios to the reference; where a model has none, by absolute values. Empty if one is 0.
    private static Optional<PairwiseTests> test(List<Finding> findings) {
        var paired = findings.stream().allMatch(Finding::isPaired);
        var logs = new LinkedHashMap<String, double[]>();
        findings.forEach(finding ->
                logs.put(
                        finding.cell().model(),
                        paired ? finding.logRatios() : finding.logValues()));
        return logs.values().stream().allMatch(values -> values.length > 0)
                ? Optional.of(PairwiseTests.of(logs))
                : Optional.empty();
    }

    /// The reference over itself under the conditions of a cell (A/A); null if it was not measured
    /// there.
    public @Nullable Ratio control(Cell like, Metric metric) {
        return under(like, metric)
                .filter(finding -> finding.cell().model().equals(reference))
                .map(Finding::ratio)
                .findFirst()
                .orElse(null);
    }

    private Stream<Finding> under(Cell like, Metric metric) {
        var conditions = ComparisonTable.conditions(like);
        return findings.stream()
                .filter(finding -> finding.metric() == metric)
                .filter(finding -> ComparisonTable.conditions(finding.cell()).equals(conditions));
    }

    public static boolean mayBeRanked(Cell cell, Metric metric) {
        return cell.serverKind() != ServerKind.CEILING && !SpinningServers.decides(cell, metric);
    }
}
