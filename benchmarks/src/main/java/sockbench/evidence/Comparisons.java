package sockbench.evidence;

import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Metric.Better;
import sockbench.results.Plan;
import sockbench.results.Verdict;
import sockbench.stats.Contest;
import sockbench.stats.NoiseFloor;
import sockbench.stats.Ratio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All that may be said about models side by side: ranks, ratios, and the noise below which nothing
/// is said. Only valid numbers take part.
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
    private final long seed;

    private Comparisons(List<Finding> findings, long seed) {
        this.findings = findings;
        this.seed = seed;
    }

    /// @param findings all of the run
    public static Comparisons of(Plan plan, List<Finding> findings) {
        return new Comparisons(findings, plan.seed());
    }

    /// One for each question, set of parameters and headline metric with at least two models.
    public List<ComparisonTable> tables() {
        var conditions = new LinkedHashSet<Cell>();
        findings.forEach(finding -> conditions.add(ComparisonTable.conditions(finding.cell())));
        var tables = new ArrayList<ComparisonTable>();
        for (var condition : conditions) {
            for (var metric : Metrics.headline(condition.question())) {
                table(condition, metric).ifPresent(tables::add);
            }
        }
        return tables;
    }

    /// @param like any cell with the parameters
    /// @return empty if fewer than two models have a valid number
    public Optional<ComparisonTable> table(Cell like, Metric metric) {
        var conditions = ComparisonTable.conditions(like);
        var forks = new LinkedHashMap<String, double[]>();
        findings.stream()
                .filter(finding -> finding.metric() == metric && finding.isCitable())
                .filter(finding -> ComparisonTable.conditions(finding.cell()).equals(conditions))
                .filter(finding -> isModel(finding.cell()))
                .forEach(finding -> forks.put(finding.cell().model(), finding.values()));
        return forks.size() < 2 ? Optional.empty() : Optional.of(table(conditions, metric, forks));
    }

    private ComparisonTable table(Cell conditions, Metric metric, Map<String, double[]> forks) {
        var floor = noiseFloor(conditions, metric);
        var contest = new Contest(forks, Metrics.center(metric), floor, seed);
        var pairs = COUNTERPARTS.stream().filter(pair -> forks.keySet().containsAll(pair)).toList();
        return new ComparisonTable(
                conditions,
                metric,
                floor,
                contest.rank(metric.better() == Better.HIGHER),
                contest.compare(pairs));
    }

    /// What a model measured twice says about noise: under the same conditions if it was measured
    /// twice there, otherwise the widest of the same question.
    public NoiseFloor noiseFloor(Cell like, Metric metric) {
        return controls(metric)
                .filter(again ->
                        ComparisonTable.conditions(again.cell())
                                .equals(ComparisonTable.conditions(like)))
                .flatMap(again -> floor(again).stream())
                .findFirst()
                .or(() ->
                        controls(metric)
                                .filter(again -> again.cell().question() == like.question())
                                .flatMap(again -> floor(again).stream())
                                .reduce((a, b) -> a.high() > b.high() ? a : b))
                .orElse(NoiseFloor.UNKNOWN);
    }

    private Stream<Finding> controls(Metric metric) {
        return findings.stream()
                .filter(finding -> finding.metric() == metric && finding.cell().isAgain())
                .filter(finding -> finding.n() > 0);
    }

    private Optional<NoiseFloor> floor(Finding again) {
        var first = again.cell().withModel(again.cell().startedModel());
        return findings.stream()
                .filter(finding -> finding.metric() == again.metric())
                .filter(finding -> finding.cell().equals(first) && finding.n() > 0)
                .filter(finding -> finding.verdict() != Verdict.FAILED)
                .map(finding ->
                        NoiseFloor.of(
                                Ratio.of(
                                        Metrics.center(again.metric()),
                                        finding.values(),
                                        again.values(),
                                        seed)))
                .findFirst();
    }

    private static boolean isModel(Cell cell) {
        return !cell.isAgain() && !cell.model().equals(Cell.NULL_SERVER);
    }
}
