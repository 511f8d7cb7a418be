package sockbench.verdict;

import org.HdrHistogram.Histogram;

import sockbench.measured.Run;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.LatencyKind;
import sockbench.results.Limits;
import sockbench.results.Metric;
import sockbench.results.WindowField;
import sockbench.stats.Estimate.Center;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// By how much the generator's own lateness is part of a response time, at the percentile that is
/// printed. Service time counts from when a request was really sent, so what the two differ by is
/// the generator's.
final class LatenessRule {
    private final Run run;
    private final Cell cell;

    LatenessRule(Run run, Cell cell) {
        this.run = run;
        this.cell = cell;
    }

    /// Why a percentile is not the server's alone; empty if it is, or if it is no response time of
    /// an open loop.
    Optional<String> spoils(Metric metric) {
        if (!cell.loop().isOpen() || !metric.isLatency()) {
            return Optional.empty();
        }
        var shares =
                switch (metric.kind()) {
                    case RESPONSE -> ofForks(metric);
                    case UNPREEMPTED -> ofUnpreemptedWindows();
                    case SERVICE, LAG -> new double[0];
                };
        var share = shares.length == 0 ? 0 : Center.MEDIAN.of(shares);
        return share <= Limits.LATENESS.value()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of it is the generator's lateness, limit is %.0f %%",
                                100 * share,
                                100 * Limits.LATENESS.value()));
    }

    private double[] ofForks(Metric metric) {
        return run.forks(cell).stream()
                .map(fork -> share(run.latencies(fork.number(), cell), metric))
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
    }

    private double[] ofUnpreemptedWindows() {
        return run.windows().stream()
                .filter(window -> window.arm() == Arm.SUBJECT && window.cell().equals(cell))
                .filter(window -> !window.isPreempted())
                .mapToDouble(window ->
                        1
                                - window.value(WindowField.SERVICE_P99_US)
                                        / window.value(WindowField.RESPONSE_P99_US))
                .filter(Double::isFinite)
                .toArray();
    }

    private static OptionalDouble share(Map<LatencyKind, Histogram> histograms, Metric metric) {
        var response = histograms.get(LatencyKind.RESPONSE);
        var service = histograms.get(LatencyKind.SERVICE);
        if (response == null || service == null || response.getTotalCount() == 0) {
            return OptionalDouble.empty();
        }
        double with = value(response, metric);
        return with == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.abs(with - value(service, metric)) / with);
    }

    private static double value(Histogram histogram, Metric response) {
        return switch (response) {
            case RESPONSE_MEAN -> histogram.getMean();
            case RESPONSE_P50 -> histogram.getValueAtPercentile(50);
            case RESPONSE_MAX -> histogram.getMaxValue();
            default -> histogram.getValueAtPercentile(100 * response.quantile());
        };
    }
}
