package sockbench.verdict;

import sockbench.measured.ForkNumbers;
import sockbench.measured.ForkValues;
import sockbench.measured.RecordedRun;
import sockbench.results.Cell;
import sockbench.results.LatencyKind;
import sockbench.results.Limits;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.ReasonedVerdict;
import sockbench.results.Verdict;
import sockbench.stats.ChangePoint;
import sockbench.stats.SampleSize;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What each metric of one cell is worth.
public final class MetricRules {
    private final RecordedRun run;
    private final Cell cell;
    private final ForkValues forks;
    private final CellRules cellRules;
    private final Optional<ReasonedVerdict> broken;
    private final GeneratorRules generator;
    private final LatenessRule lateness;

    public MetricRules(RecordedRun run, Cell cell) {
        this.run = run;
        this.cell = cell;
        this.forks = new ForkValues(run.measured().forks(cell));
        this.cellRules = new CellRules(run, cell, forks);
        this.broken = cellRules.broken();
        this.generator = new GeneratorRules(cell, forks, Ceiling.of(run, cell));
        this.lateness = new LatenessRule(run, cell);
    }

    public ForkValues forks() {
        return forks;
    }

    /// Of a cell that has nothing to show.
    public ReasonedVerdict ofNothing() {
        return broken.orElse(new ReasonedVerdict(Verdict.FAILED, "nothing was measured"));
    }

    /// The capacity is what an overload is about, so it stands.
    public ReasonedVerdict of(Metric metric) {
        return broken.filter(rule ->
                        rule.verdict() != Verdict.OVERLOAD || metric != Metric.CAPACITY_PER_SECOND)
                .or(() -> limited(metric))
                .or(() -> changed(metric))
                .or(() -> tooFew(metric))
                .or(() -> tooSmall(metric))
                .orElseGet(() -> ReasonedVerdict.valid(remark(metric)));
    }

    /// Whether there are too few latencies to show a percentile at all, or a growth that cannot be
    /// told from what else a JVM does.
    public boolean withholds(Metric metric) {
        return tooFew(metric).or(() -> tooSmall(metric)).isPresent();
    }

    private Optional<ReasonedVerdict> limited(Metric metric) {
        return generator
                .limits(metric)
                .or(() -> lateness.spoils(metric))
                .map(reason -> new ReasonedVerdict(Verdict.GENERATOR_LIMITED, reason));
    }

    private Optional<ReasonedVerdict> changed(Metric metric) {
        var changes = changes(metric);
        return changes.isEmpty() || !ForkValues.decide(changes.size(), forks.forks().size())
                ? Optional.empty()
                : Optional.of(new ReasonedVerdict(Verdict.NOT_STEADY, words(changes)));
    }

    private List<ChangePoint> changes(Metric metric) {
        if (!metric.isServerCost()) {
            return List.of();
        }
        return forks.forks().values().stream()
                .map(ForkNumbers::costChange)
                .filter(change ->
                        change.isFound(
                                Limits.CHANGE_POINT_P.value(), Limits.CHANGE_POINT_SHIFT.value()))
                .toList();
    }

    private String words(List<ChangePoint> changes) {
        var largest =
                changes.stream()
                        .mapToDouble(ChangePoint::shift)
                        .reduce(0, (a, b) -> Math.abs(a) >= Math.abs(b) ? a : b);
        return String.format(
                Locale.ROOT,
                "in %d of %d forks the cost changed while it was measured, by up to %+.1f %%",
                changes.size(),
                forks.forks().size(),
                100 * largest);
    }

    private Optional<ReasonedVerdict> tooFew(Metric metric) {
        var quantile = metric.quantile();
        if (quantile == 0) {
            return Optional.empty();
        }
        var needed = SampleSize.forQuantile(quantile);
        var smallest =
                forks.forks().keySet().stream()
                        .mapToLong(fork -> count(fork, metric.kind()))
                        .min()
                        .orElse(0);
        return smallest >= needed
                ? Optional.empty()
                : Optional.of(
                        new ReasonedVerdict(
                                Verdict.UNAVAILABLE,
                                "n too small: a fork has %d latencies, %d are needed"
                                        .formatted(smallest, needed)));
    }

    private Optional<ReasonedVerdict> tooSmall(Metric metric) {
        if (metric != Metric.BYTES_PER_CONNECTION || cell.question() != Question.SCALE) {
            return Optional.empty();
        }
        double least =
                cell.connections()
                        * forks.absolute(metric).values().stream()
                                .mapToDouble(bytes -> bytes)
                                .min()
                                .orElse(Double.MAX_VALUE);
        return least > Limits.MEMORY_GROWTH.value()
                ? Optional.empty()
                : Optional.of(
                        new ReasonedVerdict(
                                Verdict.UNAVAILABLE,
                                String.format(
                                        Locale.ROOT,
                                        "too small: a fork grew by %.1f MiB, other things of a"
                                                + " process by up to %.0f",
                                        least / 0x1p20,
                                        Limits.MEMORY_GROWTH.value() / 0x1p20)));
    }

    private long count(int fork, LatencyKind kind) {
        var histogram = run.latencies(fork, cell).get(kind);
        return histogram == null ? 0 : histogram.getTotalCount();
    }

    private String remark(Metric metric) {
        var changes = changes(metric);
        return Stream.of(
                        cellRules.remark(),
                        changes.isEmpty() ? "" : words(changes),
                        SpinningServers.decides(cell, metric) ? SpinningServers.REMARK : "")
                .filter(remark -> !remark.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
