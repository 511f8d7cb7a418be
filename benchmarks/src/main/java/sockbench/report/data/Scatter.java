package sockbench.report.data;

import sockbench.findings.Finding;
import sockbench.results.Limits;
import sockbench.stats.Estimate;
import sockbench.text.Digits;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Forks that lie so far apart that a mean would stand for none of them.
///
/// @param forks what each came to, in their order
public record Scatter(List<Double> forks) {
    private static final int MOST_PRINTED = 4;

    /// Of the ratios to the reference; empty if the forks agree.
    public static Optional<Scatter> ofRatios(Finding finding) {
        return finding.isPaired() ? of(finding.ratios().values()) : Optional.empty();
    }

    /// Of absolute values; empty if the forks agree, or if a percentile stands for them.
    static Optional<Scatter> ofValues(Finding finding) {
        var estimate = finding.estimate();
        if (estimate == null || estimate.center() != Estimate.Center.GEOMETRIC) {
            return Optional.empty();
        }
        if (!finding.isPaired()) {
            return of(finding.forks().values());
        }
        var unit = estimate.value() / Objects.requireNonNull(finding.ratio()).value();
        return ofRatios(finding)
                .map(ratios ->
                        new Scatter(ratios.forks().stream().map(fork -> fork * unit).toList()));
    }

    private static Optional<Scatter> of(Collection<Double> forks) {
        var summary = forks.stream().mapToDouble(fork -> fork).summaryStatistics();
        return summary.getCount() > 1
                        && summary.getMin() > 0
                        && summary.getMax() > Limits.FORKS_DISAGREE.value() * summary.getMin()
                ? Optional.of(new Scatter(List.copyOf(forks)))
                : Optional.empty();
    }

    public double low() {
        return forks.stream().mapToDouble(fork -> fork).min().orElseThrow();
    }

    public double high() {
        return forks.stream().mapToDouble(fork -> fork).max().orElseThrow();
    }

    /// Every fork where they are few, the smallest and the largest where they are many.
    ///
    /// @param scale size of one printed unit
    String words(double scale) {
        return forks.size() <= MOST_PRINTED
                ? forks.stream()
                        .map(fork -> Digits.print3(fork / scale))
                        .collect(Collectors.joining(" · "))
                : Digits.print3(low() / scale) + " to " + Digits.print3(high() / scale);
    }
}
