package sockbench.verdict;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import sockbench.measured.RecordedRun;
import sockbench.results.Cell;
import sockbench.results.LatencyKind;
import sockbench.results.Limits;
import sockbench.results.Metric;
import sockbench.stats.Estimate.Center;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// By how much the generator's own lateness is part of a response time, at the percentile that is
/// printed. Service time counts from when a request was really sent, so what the two differ by is
/// the generator's.
final class LatenessRule {
    private final RecordedRun run;
    private final Cell cell;

    LatenessRule(RecordedRun run, Cell cell) {
        this.run = run;
        this.cell = cell;
    }

    /// Why a percentile is not the server's alone; empty if it is, or if it is no response time of
    /// an open loop.
    Optional<String> spoils(Metric metric) {
        if (!cell.loop().isOpen() || !metric.isLatency()) {
            return Optional.empty();
        }
        return switch (metric.kind()) {
            case RESPONSE -> spoils(metric, LatencyKind.RESPONSE, LatencyKind.SERVICE);
            case UNPREEMPTED ->
                    spoils(metric, LatencyKind.UNPREEMPTED, LatencyKind.UNPREEMPTED_SERVICE);
            case SERVICE, UNPREEMPTED_SERVICE, LAG -> Optional.empty();
        };
    }

    private Optional<String> spoils(Metric metric, LatencyKind response, LatencyKind service) {
        var shares =
                run.forks(cell).stream()
                        .map(fork -> run.latencies(fork.number(), cell))
                        .map(histograms ->
                                share(histograms.get(response), histograms.get(service), metric))
                        .flatMapToDouble(OptionalDouble::stream)
                        .toArray();
        if (shares.length == 0) {
            return Optional.of("how late the generator was is not on record");
        }
        double share = Center.MEDIAN.of(shares);
        return share <= Limits.LATENESS.value()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of it is the generator's lateness, limit is %.0f %%",
                                100 * share,
                                100 * Limits.LATENESS.value()));
    }

    private static OptionalDouble share(
            @Nullable Histogram response, @Nullable Histogram service, Metric metric) {
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
