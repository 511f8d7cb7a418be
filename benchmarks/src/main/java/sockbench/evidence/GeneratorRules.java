package sockbench.evidence;

import sockbench.results.Cell;
import sockbench.results.Limits;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.stats.Estimate.Center;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// Whether the load generator, not the server, may have set the numbers of a cell.
final class GeneratorRules {
    private final Cell cell;
    private final Collection<Map<Metric, Double>> forks;
    private final OptionalDouble ceiling;

    /// @param ceiling the null server's rate under the same conditions, if it was measured
    GeneratorRules(Cell cell, Collection<Map<Metric, Double>> forks, OptionalDouble ceiling) {
        this.cell = cell;
        this.forks = forks;
        this.ceiling = ceiling;
    }

    /// Why it may have; empty if it was not.
    Optional<String> limited() {
        // The null server exists to be limited by the generator.
        if (cell.question() == Question.CEILING) {
            return Optional.empty();
        }
        return nearCeiling()
                .or(this::busy)
                .or(this::late)
                .or(this::unsent)
                .or(this::searchEndedEarly);
    }

    /// One connection is exempt: both ends sleep between requests, so any server comes near a
    /// ceiling that is made of wake-ups, not of the generator's work.
    private Optional<String> nearCeiling() {
        var rate = mean(Metric.REQUESTS_PER_SECOND);
        if (cell.connections() == 1 || rate.isEmpty() || ceiling.isEmpty()) {
            return Optional.empty();
        }
        var share = rate.getAsDouble() / ceiling.getAsDouble();
        return share <= Limits.CEILING_SHARE.value()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of the generator's ceiling, limit is %.0f %%",
                                100 * share,
                                100 * Limits.CEILING_SHARE.value()));
    }

    /// It had hardly any time left, and the server had.
    Optional<String> busy() {
        var client = mean(Metric.CLIENT_BUSY).orElse(0);
        var server = mean(Metric.SERVER_BUSY).orElse(1);
        return client <= Limits.GENERATOR_BUSY.value() || server >= Limits.SERVER_BUSY.value()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "generator %.0f %% busy, server %.0f %%",
                                100 * client,
                                100 * server));
    }

    /// By the medians over forks, as all percentiles are: a fork that the machine held up must not
    /// decide, and half of them must.
    private Optional<String> late() {
        var lag = median(Metric.LAG_P99);
        var allowed =
                Math.max(
                        Limits.LAG_MICROS.value(),
                        Limits.LAG_SHARE.value() * median(Metric.SERVICE_P50));
        return lag <= allowed
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "send lag p99 %.0f µs, limit is %.0f µs%s",
                                lag,
                                allowed,
                                heldUp()));
    }

    private String heldUp() {
        var share = mean(Metric.GENERATOR_HELD_UP);
        return share.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; somebody else had %.1f %% of its idle time",
                        100 * share.getAsDouble());
    }

    private Optional<String> unsent() {
        var offered = mean(Metric.OFFERED_PER_SECOND);
        var sent = mean(Metric.SENT_PER_SECOND);
        if (offered.isEmpty() || sent.isEmpty()) {
            return Optional.empty();
        }
        var share = sent.getAsDouble() / offered.getAsDouble();
        return share >= Limits.SENT_SHARE.value()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%.1f %% of the offered rate was sent, limit is %.0f %%",
                                100 * share,
                                100 * Limits.SENT_SHARE.value()));
    }

    /// A capacity search that the generator ended: it was late itself at the lowest rate refused.
    private Optional<String> searchEndedEarly() {
        long early =
                forks.stream()
                        .filter(fork -> fork.getOrDefault(Metric.CAPACITY_IS_BOUND, 0.0) > 0)
                        .count();
        return early == 0
                ? Optional.empty()
                : Optional.of(
                        "in %d of %d searches the generator was late at the lowest rate refused"
                                .formatted(early, forks.size()));
    }

    private OptionalDouble mean(Metric metric) {
        return values(metric).average();
    }

    /// 0 if no fork has measured it.
    private double median(Metric metric) {
        var values = values(metric).toArray();
        return values.length == 0 ? 0 : Center.MEDIAN.of(values);
    }

    private DoubleStream values(Metric metric) {
        return forks.stream()
                .filter(fork -> fork.containsKey(metric))
                .mapToDouble(fork -> fork.get(metric));
    }
}
