package sockbench.compare;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import sockbench.compare.Change.Outlook;
import sockbench.findings.Finding;
import sockbench.findings.Findings;
import sockbench.measured.RecordedRun;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.stats.Comparison;
import sockbench.stats.Comparison.ModelPair;
import sockbench.stats.Estimate.Center;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// Two runs, cell by cell: what has changed from the first to the second.
///
/// Ratios to the reference are compared where both runs have them: what made everything dearer
/// between the two has no part in them. All changes of one metric are corrected together; metrics
/// are not corrected for each other, as tables of a page are not.
///
/// @param environments what differs between the two environments; empty if nothing does
public record RunComparison(
        RecordedRun before,
        RecordedRun after,
        ComparisonScope scope,
        List<String> environments,
        List<Change> changes) {
    /// What must be said with every comparison of two runs.
    public static final String WARNING =
            "Before and after were measured in separate runs, which is weaker evidence than"
                    + " `compare --live`: there, old and new run side by side in every fork.";

    /// @throws IllegalArgumentException in one line if the two have nothing of the scope in common,
    ///   or were not measured against the same reference
    public static RunComparison of(RecordedRun before, RecordedRun after, ComparisonScope scope) {
        requireSameReference(before, after);
        var known = new LinkedHashMap<Cell, Map<Metric, Finding>>();
        Findings.of(before)
                .forEach(finding ->
                        known.computeIfAbsent(finding.cell(), cell -> new LinkedHashMap<>())
                                .put(finding.metric(), finding));
        var outlooks = new ArrayList<Outlook>();
        for (var finding : Findings.of(after)) {
            var old = known.getOrDefault(finding.cell(), Map.of()).get(finding.metric());
            if (old != null && scope.includes(finding)) {
                outlooks.add(new Outlook(old, finding));
            }
        }
        if (outlooks.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s and %s have no cell in common for %s"
                            .formatted(before.plan().run(), after.plan().run(), scope.words()));
        }
        return new RunComparison(
                before,
                after,
                scope,
                differences(before.environment(), after.environment()),
                judge(outlooks));
    }

    /// Changes that are a regression by more than a share, e.g. 0.05.
    public List<Change> regressions(double share) {
        return changes.stream().filter(change -> change.isRegression(share)).toList();
    }

    /// By how much the reference itself differs between the two runs, one line per metric compared:
    /// the machine, unless the reference was changed. Empty where nothing is paired.
    public List<String> machine() {
        return changes.stream()
                .map(Change::metric)
                .distinct()
                .map(this::machine)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> machine(Metric metric) {
        var changesOfReference =
                changes.stream()
                        .filter(change -> change.metric() == metric)
                        .map(change -> change.cell().withModel(""))
                        .distinct()
                        .mapToDouble(conditions ->
                                after.measured().reference(conditions, metric)
                                        / before.measured().reference(conditions, metric))
                        .filter(change -> change > 0 && Double.isFinite(change))
                        .toArray();
        return changesOfReference.length == 0
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "Machine: %s itself, %s: second run %.3f × the first (median of %d"
                                        + " conditions).",
                                after.plan().reference(),
                                metric.id(),
                                Center.MEDIAN.of(changesOfReference),
                                changesOfReference.length));
    }

    private static void requireSameReference(RecordedRun before, RecordedRun after) {
        var first = before.plan().reference();
        var second = after.plan().reference();
        if (!Objects.equals(first, second)) {
            throw new IllegalArgumentException(
                    "%s was measured against %s, %s against %s: they cannot be compared"
                            .formatted(before.plan().run(), first, after.plan().run(), second));
        }
    }

    /// Every metric is a family of its own.
    private static List<Change> judge(List<Outlook> outlooks) {
        var families = new EnumMap<Metric, List<ModelPair>>(Metric.class);
        for (var outlook : outlooks) {
            if (outlook.obstacle().isEmpty()) {
                families.computeIfAbsent(outlook.metric(), metric -> new ArrayList<>())
                        .add(outlook.pair());
            }
        }
        var judged = new EnumMap<Metric, Iterator<Comparison>>(Metric.class);
        families.forEach((metric, pairs) -> judged.put(metric, Comparison.of(pairs).iterator()));
        return outlooks.stream()
                .map(outlook -> {
                    var ofMetric = judged.get(outlook.metric());
                    return outlook.judged(
                            ofMetric == null || !outlook.obstacle().isEmpty()
                                    ? null
                                    : ofMetric.next());
                })
                .toList();
    }

    private static List<String> differences(JsonObject before, JsonObject after) {
        var first = identity(before);
        var second = identity(after);
        var names = new TreeSet<>(first.keySet());
        names.addAll(second.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(first.get(name), second.get(name)))
                .toList();
    }

    private static Map<String, JsonElement> identity(JsonObject environment) {
        return environment.get("identity") instanceof JsonObject identity
                ? identity.asMap()
                : Map.of();
    }
}
