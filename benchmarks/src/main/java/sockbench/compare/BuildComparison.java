package sockbench.compare;

import sockbench.findings.Finding;
import sockbench.findings.Findings;
import sockbench.measured.RecordedRun;
import sockbench.results.Metric;
import sockbench.results.Metric.Better;
import sockbench.results.ServerKind;
import sockbench.stats.Comparison;
import sockbench.stats.Comparison.ModelPair;
import sockbench.stats.Ratio;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Two builds that were measured side by side, window by window: the new one over the old one.
///
/// @param changes of every model by every metric, all judged together
public record BuildComparison(List<BuildChange> changes) {
    private static final List<Metric> METRICS =
            List.of(
                    Metric.SERVER_CPU,
                    Metric.REQUESTS_PER_SECOND,
                    Metric.RESPONSE_P50,
                    Metric.RESPONSE_P99);

    /// One model by one metric.
    ///
    /// @param comparison new over old
    /// @param control old over old, measured in the same way
    public record BuildChange(Finding finding, Comparison comparison, Ratio control) {
        /// Whether the builds differ, and by more than the old one differs from itself.
        public boolean isChanged() {
            double value = comparison.ratio().value();
            return comparison.isDifferent() && (value < control.low() || value > control.high());
        }

        /// Whether the new build is worse by more than a share: the whole interval lies beyond.
        public boolean isRegression(double share) {
            return isChanged() && worse().low() > 1 + share;
        }

        /// One line.
        public String words() {
            var ratio = comparison.ratio();
            return String.format(
                    Locale.ROOT,
                    "%s, %s: × %.4f (95 %% %.4f to %.4f, p = %.2g, %d forks; old against itself"
                            + " × %.4f to %.4f): %s",
                    finding.cell().model(),
                    finding.metric().id(),
                    ratio.value(),
                    ratio.low(),
                    ratio.high(),
                    comparison.adjustedP(),
                    finding.n(),
                    control.low(),
                    control.high(),
                    outcome());
        }

        private String outcome() {
            if (!isChanged()) {
                return "not changed";
            }
            return worse().value() > 1 ? "worse" : "better";
        }

        private Ratio worse() {
            var ratio = comparison.ratio();
            return finding.metric().better() == Better.HIGHER ? ratio.inverse() : ratio;
        }
    }

    /// @throws IllegalArgumentException in one line if the run did not compare two builds, or
    ///   nothing of it can be judged
    public static BuildComparison of(RecordedRun run) {
        if (ServerKind.of(run.plan().reference()) != ServerKind.CONTROL) {
            throw new IllegalArgumentException(
                    run.plan().run() + " did not compare two builds: compare --live does");
        }
        var findings = Findings.of(run);
        var judged = METRICS.stream().flatMap(metric -> judged(findings, metric)).toList();
        var comparisons =
                Comparison.of(judged.stream().map(ControlledFinding::pair).toList()).iterator();
        var changes = judged.stream().map(one -> one.change(comparisons.next())).toList();
        if (changes.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s has no number that can be judged: %s"
                            .formatted(run.plan().run(), findings.getFirst().reason()));
        }
        return new BuildComparison(changes);
    }

    /// Those that are a regression by more than a share, e.g. 0.05.
    public List<BuildChange> regressions(double share) {
        return changes.stream().filter(change -> change.isRegression(share)).toList();
    }

    /// A number of the new build beside the old build's own.
    private record ControlledFinding(Finding finding, Ratio control) {
        ModelPair pair() {
            return ModelPair.againstOne("new", finding.logRatios(), "old");
        }

        BuildChange change(Comparison comparison) {
            return new BuildChange(finding, comparison, control);
        }
    }

    private static Stream<ControlledFinding> judged(List<Finding> findings, Metric metric) {
        var known =
                findings.stream()
                        .filter(finding -> finding.metric() == metric && finding.ratio() != null)
                        .toList();
        return known.stream()
                .filter(BuildComparison::isUnchanged)
                .findFirst()
                .map(Finding::ratio)
                .map(control ->
                        known.stream()
                                .filter(finding -> !isUnchanged(finding))
                                .map(finding -> new ControlledFinding(finding, control)))
                .orElse(Stream.empty());
    }

    private static boolean isUnchanged(Finding finding) {
        return finding.cell().serverKind() == ServerKind.CONTROL;
    }
}
