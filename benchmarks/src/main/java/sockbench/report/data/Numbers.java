package sockbench.report.data;

import org.jspecify.annotations.Nullable;

import sockbench.findings.Finding;
import sockbench.report.page.TableEntry;
import sockbench.report.page.TableEntry.Worth;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Verdict;
import sockbench.stats.Estimate;
import sockbench.text.Digits;
import sockbench.text.Words;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The findings of a run by cell and metric, and how each is printed.
public final class Numbers {
    private static final TableEntry.Figure UNKNOWN =
            new TableEntry.Figure("–", "", "", Worth.UNKNOWN, "");

    private final Map<Cell, Map<Metric, Finding>> findings = new LinkedHashMap<>();

    Numbers(List<Finding> all) {
        for (var finding : all) {
            findings.computeIfAbsent(finding.cell(), cell -> new EnumMap<>(Metric.class))
                    .put(finding.metric(), finding);
        }
    }

    /// Every finding, cell by cell.
    public List<Finding> all() {
        return findings.values().stream().map(Map::values).flatMap(Collection::stream).toList();
    }

    /// Findings of one cell, in the order of metrics.
    public Collection<Finding> all(Cell cell) {
        return findings.getOrDefault(cell, Map.of()).values();
    }

    public @Nullable Finding find(Cell cell, Metric metric) {
        return findings.getOrDefault(cell, Map.of()).get(metric);
    }

    @Nullable Estimate estimate(Cell cell, Metric metric) {
        var finding = find(cell, metric);
        return finding == null ? null : finding.estimate();
    }

    /// In the unit of the metric; empty if it is withheld.
    public OptionalDouble value(Cell cell, Metric metric) {
        var estimate = estimate(cell, metric);
        return estimate == null ? OptionalDouble.empty() : OptionalDouble.of(estimate.value());
    }

    /// Whether the number is printed.
    public boolean has(Cell cell, Metric metric) {
        return estimate(cell, metric) != null;
    }

    /// That the best of the numbers that stand may not be the best of all; empty if all stand.
    public static String reservation(String of, int standing, int all) {
        return standing == all
                ? ""
                : "%s those whose number stands, %d of %d".formatted(of, standing, all);
    }

    /// The absolute number with unit and interval, or a dash with the reason why there is none.
    public TableEntry.Figure figure(Cell cell, Metric metric) {
        var finding = find(cell, metric);
        return finding == null ? UNKNOWN : figure(finding);
    }

    public static TableEntry.Figure figure(Finding finding) {
        var estimate = finding.estimate();
        if (estimate == null) {
            return nothing(finding);
        }
        var scatter = Scatter.ofValues(finding);
        if (scatter.isPresent()) {
            return scattered(
                    finding,
                    scatter.get().words(Printed.scale(finding.metric(), estimate)),
                    Printed.of(finding.metric(), estimate).unit(),
                    estimate.value());
        }
        var printed = Printed.of(finding.metric(), estimate);
        return new TableEntry.Figure(
                (isLowerBound(finding) ? "≥ " : "") + printed.value(),
                printed.unit(),
                printed.interval(),
                worth(finding, ""),
                sortKey(estimate.value()));
    }

    /// The number as a multiple of the reference, with interval and grade.
    public TableEntry.Figure ratio(Cell cell, Metric metric) {
        var finding = find(cell, metric);
        return finding == null ? UNKNOWN : ratio(finding);
    }

    public static TableEntry.Figure ratio(Finding finding) {
        var ratio = finding.ratio();
        if (ratio == null) {
            return nothing(finding);
        }
        var scatter = Scatter.ofRatios(finding);
        if (scatter.isPresent()) {
            return scattered(finding, scatter.get().words(1), "", ratio.value());
        }
        var printed = Printed.of(ratio);
        return new TableEntry.Figure(
                (isLowerBound(finding) ? "≥ " : "") + printed.value(),
                "",
                printed.interval(),
                worth(finding, finding.grade()),
                sortKey(ratio.value()));
    }

    /// The forks themselves, without a mean to cite.
    private static TableEntry.Figure scattered(
            Finding finding, String forks, String unit, double sortedBy) {
        var note =
                "the forks differ by more than a quarter, so no mean stands for them: "
                        + note(finding);
        return new TableEntry.Figure(
                forks,
                unit,
                "",
                new Worth(finding.id(), false, "", "forks disagree", note),
                sortKey(sortedBy));
    }

    private static String sortKey(double value) {
        return Float.toString((float) value);
    }

    private static TableEntry.Figure nothing(Finding finding) {
        return new TableEntry.Figure("–", "", "", worth(finding, ""), "");
    }

    private static Worth worth(Finding finding, String grade) {
        var marked = finding.verdict() == Verdict.VALID || isLowerBound(finding);
        var verdict = marked ? "" : VerdictBadge.shortWords(finding.verdict());
        return new Worth(finding.id(), finding.isCitable(), grade, verdict, note(finding));
    }

    /// The unit of a column, and what its intervals cover where forks are too few for 95 %.
    public String unit(String unit, List<Cell> cells, Metric metric) {
        return Stream.of(unit, coverage(cells, metric))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /// E.g. `75 % intervals`; empty where forks are enough for 95 %.
    public String coverage(List<Cell> cells, Metric metric) {
        return cells.stream()
                .map(cell -> estimate(cell, metric))
                .flatMap(Stream::ofNullable)
                .filter(estimate -> estimate.n() > 1 && estimate.isShort())
                .map(estimate -> 100 * estimate.coverage())
                .distinct()
                .sorted()
                .map(Digits::print3)
                .reduce((least, more) -> least + " or " + more)
                .map(percent -> percent + " % intervals")
                .orElse("");
    }

    /// Whether the truth may be higher: more is better, and the generator was the limit.
    public static boolean isLowerBound(Finding finding) {
        return finding.verdict() == Verdict.GENERATOR_LIMITED
                && finding.metric().better() == Metric.Better.HIGHER;
    }

    private static String note(Finding finding) {
        var note = Words.count(finding.n(), "fork");
        var estimate = finding.estimate();
        if (estimate != null && estimate.n() > 1 && estimate.isShort()) {
            note += ", the interval covers " + Digits.percent(estimate.coverage());
        }
        if (finding.verdict() != Verdict.VALID) {
            note += ", " + VerdictBadge.words(finding.verdict());
        }
        return finding.reason().isEmpty() ? note : note + ": " + finding.reason();
    }
}
