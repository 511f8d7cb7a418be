package sockbench.verdict;

import sockbench.measured.ForkValues;
import sockbench.measured.RecordedRun;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Limits;
import sockbench.results.Metric;
import sockbench.results.ReasonedVerdict;
import sockbench.results.Verdict;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The rules that condemn a whole cell, whatever the metric: it failed, or it contradicts itself.
final class CellRules {
    private final RecordedRun run;
    private final Cell cell;
    private final ForkValues forks;

    CellRules(RecordedRun run, Cell cell, ForkValues forks) {
        this.run = run;
        this.cell = cell;
        this.forks = forks;
    }

    /// The first rule that is broken.
    Optional<ReasonedVerdict> broken() {
        return failed().or(() -> new CountRules(cell, forks).contradiction())
                .or(this::littlesLaw)
                .or(() -> mostEnded(Verdict.OVERLOAD))
                .or(this::overloaded)
                .or(() -> mostEnded(Verdict.NOT_STEADY));
    }

    /// What a minority of forks ended with, which decides nothing; empty if all ended well.
    String remark() {
        return run.forks(cell).stream()
                .filter(fork -> fork.outcome() != Verdict.VALID)
                .findFirst()
                .map(first -> words(run.forks(cell, first.outcome())))
                .orElse("");
    }

    /// A fork that failed, or one that is planned and has not run. A run that stopped of itself
    /// says why it ran no more.
    private Optional<ReasonedVerdict> failed() {
        var ended = run.forks(cell, Verdict.FAILED);
        if (!ended.isEmpty()) {
            return Optional.of(new ReasonedVerdict(Verdict.FAILED, words(ended)));
        }
        var planned = run.plan().rounds(cell);
        var missing = planned - run.forks(cell).size();
        return missing <= 0 || !run.plan().stopped().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ReasonedVerdict(
                                Verdict.FAILED,
                                "%d of %d forks did not run to their end"
                                        .formatted(missing, planned)));
    }

    private Optional<ReasonedVerdict> mostEnded(Verdict outcome) {
        var ended = run.forks(cell, outcome);
        return ended.isEmpty() || !ForkValues.decide(ended.size(), run.forks(cell).size())
                ? Optional.empty()
                : Optional.of(new ReasonedVerdict(outcome, words(ended)));
    }

    private String words(List<Fork> ended) {
        return "%d of %d forks: %s"
                .formatted(ended.size(), run.forks(cell).size(), ended.getFirst().reason());
    }

    private Optional<ReasonedVerdict> littlesLaw() {
        var error = forks.median(Metric.LITTLES_LAW_ERROR).orElse(0);
        return error <= Limits.LITTLES_LAW.value()
                ? Optional.empty()
                : Optional.of(
                        new ReasonedVerdict(
                                Verdict.INCONSISTENT,
                                String.format(
                                        Locale.ROOT,
                                        "rate times response time misses the connections by %.1f"
                                                + " %%, limit is %.0f %%",
                                        100 * error,
                                        100 * Limits.LITTLES_LAW.value())));
    }

    /// Everything was sent when it was due, and the server did not keep up. A generator that had no
    /// time to take in answers is no overload of the server.
    private Optional<ReasonedVerdict> overloaded() {
        var completed = forks.medianShare(Metric.REQUESTS_PER_SECOND, Metric.OFFERED_PER_SECOND);
        var sent = forks.medianShare(Metric.SENT_PER_SECOND, Metric.OFFERED_PER_SECOND);
        if (completed.isEmpty()
                || completed.getAsDouble() >= Limits.COMPLETED_SHARE.value()
                || sent.orElse(1) < Limits.SENT_SHARE.value()
                || new GeneratorRules(cell, forks, Ceiling.UNKNOWN).busy().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new ReasonedVerdict(
                        Verdict.OVERLOAD,
                        String.format(
                                Locale.ROOT,
                                "completed %.1f %% of what was due, limit is %.0f %%",
                                100 * completed.getAsDouble(),
                                100 * Limits.COMPLETED_SHARE.value())));
    }
}
