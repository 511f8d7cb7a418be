package sockbench.verdict;

import sockbench.measured.ForkValues;
import sockbench.results.Cell;
import sockbench.results.LatencyKind;
import sockbench.results.Limits;
import sockbench.results.Metric;
import sockbench.results.Question;

import java.util.Locale;
import java.util.Optional;

/// Whether the load generator, not the server, may have set the rate of a cell, and with it the
/// latencies of a closed loop. CPU per request stands anyway.
final class GeneratorRules {
    private final Cell cell;
    private final ForkValues forks;
    private final Ceiling ceiling;

    GeneratorRules(Cell cell, ForkValues forks, Ceiling ceiling) {
        this.cell = cell;
        this.forks = forks;
        this.ceiling = ceiling;
    }

    /// Why it may have; empty if it has not. The null server exists to be limited by the generator.
    Optional<String> limits(Metric metric) {
        if (cell.question() == Question.CEILING) {
            return Optional.empty();
        }
        if (metric == Metric.CAPACITY_PER_SECOND) {
            return nearCeiling().or(this::busy).or(this::searchEndedEarly);
        }
        var isRate = metric == Metric.REQUESTS_PER_SECOND;
        var isAnswered = metric.isLatency() && metric.kind() != LatencyKind.LAG;
        if (isRate || (isAnswered && !cell.loop().isOpen())) {
            return nearCeiling().or(this::busy).or(this::unsent);
        }
        return isAnswered ? busy().or(this::unsent) : Optional.empty();
    }

    /// One connection is exempt: both ends sleep between requests, so any server comes near a
    /// ceiling that is made of wake-ups, not of the generator's work.
    private Optional<String> nearCeiling() {
        var share = ceiling.share(cell, forks).orElse(0);
        return cell.connections() == 1 || share <= Limits.CEILING_SHARE.value()
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
        var client = forks.median(Metric.CLIENT_BUSY).orElse(0);
        var server = forks.median(Metric.SERVER_BUSY).orElse(1);
        return client <= Limits.GENERATOR_BUSY.value() || server >= Limits.SERVER_BUSY.value()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "generator %.0f %% busy, server %.0f %%",
                                100 * client,
                                100 * server));
    }

    private Optional<String> unsent() {
        var share = forks.medianShare(Metric.SENT_PER_SECOND, Metric.OFFERED_PER_SECOND).orElse(1);
        return share >= Limits.SENT_SHARE.value()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%.1f %% of the offered rate was sent, limit is %.0f %%",
                                100 * share,
                                100 * Limits.SENT_SHARE.value()));
    }

    /// Capacity searches that the generator ended: it was late itself at the lowest rate refused.
    private Optional<String> searchEndedEarly() {
        var bounds = forks.absolute(Metric.CAPACITY_IS_BOUND).values();
        var early = bounds.stream().filter(bound -> bound > 0).count();
        return early == 0 || !ForkValues.decide(early, bounds.size())
                ? Optional.empty()
                : Optional.of(
                        "in %d of %d searches the generator was late at the lowest rate refused"
                                .formatted(early, bounds.size()));
    }
}
