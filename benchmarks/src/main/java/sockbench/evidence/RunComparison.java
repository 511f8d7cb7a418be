package sockbench.evidence;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import org.jspecify.annotations.Nullable;

import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.stats.Comparison;
import sockbench.stats.Comparison.Pair;
import sockbench.stats.NoiseFloor;
import sockbench.stats.Ratio;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// Two runs, cell by cell: what has changed from the first to the second. All changes of one metric
/// are corrected together; metrics are not corrected for each other, as tables of a page are not.
///
/// @param environments what differs between the two environments; empty if nothing does
public record RunComparison(
        Run before,
        Run after,
        ComparisonScope scope,
        List<String> environments,
        List<Change> changes) {
    /// One metric of one cell in both runs.
    ///
    /// @param comparison the second run over the first; null if one of them has no valid number
    /// @param obstacle why there is no comparison; empty if there is one
    public record Change(
            Finding before, Finding after, @Nullable Comparison comparison, String obstacle) {
        public Cell cell() {
            return after.cell();
        }

        public Metric metric() {
            return after.metric();
        }

        /// `better`, `worse`, that nothing can be told, or why not.
        public String outcome() {
            if (comparison == null) {
                return obstacle;
            }
            return switch (comparison.outcome()) {
                case DIFFERENT -> worse().value() > 1 ? "worse" : "better";
                case NO_DIFFERENCE -> "no significant difference";
                case WITHIN_NOISE -> "no difference beyond noise";
                case TOO_FEW ->
                        "n too small: %d compared together need %d forks of each run"
                                .formatted(
                                        comparison.family(),
                                        Comparison.forksNeeded(comparison.family()));
            };
        }

        /// Whether it became worse by more than a share for certain: the whole interval lies
        /// beyond, and no fork of one run reaches into those of the other where there are too few
        /// forks for a corrected p-value.
        public boolean isRegression(double share) {
            if (comparison == null) {
                return false;
            }
            var ratio = comparison.pair().ratio();
            var separate =
                    comparison.outcome() == Comparison.Outcome.TOO_FEW
                            && ratio.p() <= ratio.smallestP();
            return (comparison.isDifferent() || separate) && worse().low() > 1 + share;
        }

        /// The ratio that is above 1 if the second run is worse.
        private Ratio worse() {
            var ratio = Objects.requireNonNull(comparison).pair().ratio();
            return metric().better() == Metric.Better.HIGHER ? ratio.inverse() : ratio;
        }
    }

    /// @throws IllegalArgumentException in one line if the two have nothing of the scope in common
    public static RunComparison of(Run before, Run after, ComparisonScope scope) {
        var first = Findings.of(before);
        var second = Findings.of(after);
        var floors =
                List.of(Comparisons.of(before.plan(), first), Comparisons.of(after.plan(), second));
        var known = new LinkedHashMap<Cell, Map<Metric, Finding>>();
        first.forEach(finding ->
                known.computeIfAbsent(finding.cell(), cell -> new LinkedHashMap<>())
                        .put(finding.metric(), finding));
        var changes = new ArrayList<Change>();
        for (var finding : second) {
            var old = known.getOrDefault(finding.cell(), Map.of()).get(finding.metric());
            if (old != null && scope.includes(finding)) {
                var machine = machine(first, second, finding, after.plan().seed());
                changes.add(change(old, finding, floors, machine, after.plan().seed()));
            }
        }
        if (changes.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s and %s have no cell in common for %s"
                            .formatted(before.plan().run(), after.plan().run(), scope.words()));
        }
        return new RunComparison(
                before,
                after,
                scope,
                differences(before.environment(), after.environment()),
                corrected(changes));
    }

    /// Changes that are a regression by more than a share, e.g. 0.05.
    public List<Change> regressions(double share) {
        return changes.stream().filter(change -> change.isRegression(share)).toList();
    }

    /// How much slower or faster one run found the machine than the other, by the null server: no
    /// model has a part in that.
    private static NoiseFloor machine(
            List<Finding> before, List<Finding> after, Finding like, long seed) {
        var first = nullServer(before, like);
        var second = nullServer(after, like);
        return first.isEmpty() || second.isEmpty()
                ? NoiseFloor.UNKNOWN
                : NoiseFloor.of(
                        Ratio.of(
                                Metrics.center(like.metric()),
                                second.get().values(),
                                first.get().values(),
                                seed));
    }

    private static Optional<Finding> nullServer(List<Finding> findings, Finding like) {
        return findings.stream()
                .filter(finding -> finding.cell().question() == Question.CEILING)
                .filter(finding -> finding.cell().connections() == like.cell().connections())
                .filter(finding -> finding.cell().bodyBytes() == like.cell().bodyBytes())
                .filter(finding -> finding.metric() == like.metric() && finding.n() > 1)
                .findFirst();
    }

    private static Change change(
            Finding before,
            Finding after,
            List<Comparisons> floors,
            NoiseFloor machine,
            long seed) {
        if (!before.isCitable()) {
            return uncompared(before, after, "first run " + why(before));
        }
        if (!after.isCitable()) {
            return uncompared(before, after, "second run " + why(after));
        }
        var floor =
                floors.stream()
                        .map(comparisons -> comparisons.noiseFloor(after.cell(), after.metric()))
                        .reduce(machine, (a, b) -> a.high() > b.high() ? a : b);
        var ratio = Ratio.of(Metrics.center(after.metric()), after.values(), before.values(), seed);
        var pair = new Pair("second run", "first run", ratio, floor);
        return new Change(before, after, Comparison.of(List.of(pair)).getFirst(), "");
    }

    private static Change uncompared(Finding before, Finding after, String obstacle) {
        return new Change(before, after, null, "not compared: " + obstacle);
    }

    private static String why(Finding finding) {
        return "%s, %s".formatted(finding.verdict(), finding.reason());
    }

    private static List<Change> corrected(List<Change> changes) {
        var families = new EnumMap<Metric, List<Pair>>(Metric.class);
        for (var change : changes) {
            if (change.comparison() != null) {
                families.computeIfAbsent(change.metric(), metric -> new ArrayList<>())
                        .add(change.comparison().pair());
            }
        }
        var corrected = new EnumMap<Metric, Iterator<Comparison>>(Metric.class);
        families.forEach((metric, pairs) -> corrected.put(metric, Comparison.of(pairs).iterator()));
        return changes.stream()
                .map(change ->
                        change.comparison() == null
                                ? change
                                : new Change(
                                        change.before(),
                                        change.after(),
                                        Objects.requireNonNull(corrected.get(change.metric()))
                                                .next(),
                                        ""))
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
