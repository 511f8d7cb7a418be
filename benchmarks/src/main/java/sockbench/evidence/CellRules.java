package sockbench.evidence;

import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Limits;
import sockbench.results.Metric;
import sockbench.results.Verdict;
import sockbench.stats.Estimate.Center;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/// The rules that condemn a whole cell, whatever the metric: it failed, or it contradicts itself.
final class CellRules {
    private final Run run;
    private final Cell cell;
    private final SortedMap<Integer, Map<Metric, Double>> forks;

    /// @param forks fork number to what it measured
    CellRules(Run run, Cell cell, SortedMap<Integer, Map<Metric, Double>> forks) {
        this.run = run;
        this.cell = cell;
        this.forks = forks;
    }

    /// The first rule that is broken.
    Optional<Ruling> broken() {
        return failed().or(this::miscounted)
                .or(this::littlesLaw)
                .or(() -> ended(Verdict.OVERLOAD))
                .or(this::overloaded)
                .or(() -> ended(Verdict.NOT_STEADY));
    }

    private Optional<Ruling> failed() {
        var planned = run.plan().rounds(cell);
        var missing = planned - run.forks(cell).size();
        return ended(Verdict.FAILED)
                .or(() ->
                        missing <= 0
                                ? Optional.empty()
                                : Optional.of(
                                        new Ruling(
                                                Verdict.FAILED,
                                                "%d of %d forks did not run to their end"
                                                        .formatted(missing, planned))));
    }

    private Optional<Ruling> ended(Verdict outcome) {
        List<Fork> ended = run.forks(cell, outcome);
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Ruling(
                        outcome,
                        "%d of %d forks: %s"
                                .formatted(
                                        ended.size(),
                                        run.plan().rounds(cell),
                                        ended.getFirst().reason())));
    }

    /// Sent = answered + outstanding, and the server has counted what was answered, and nothing
    /// that was not sent.
    private Optional<Ruling> miscounted() {
        for (var fork : forks.entrySet()) {
            var values = fork.getValue();
            var sent = values.get(Metric.REQUESTS_SENT);
            var answered = values.get(Metric.REQUESTS_ANSWERED);
            // the null server looks at no frame, so it may count reads instead of requests
            var served =
                    cell.model().equals(Cell.NULL_SERVER)
                            ? null
                            : values.get(Metric.SERVER_REQUESTS);
            if (sent == null || answered == null) {
                continue;
            }
            var outstanding = values.getOrDefault(Metric.REQUESTS_OUTSTANDING, 0.0);
            if (differs(sent, answered + outstanding)) {
                return inconsistent(
                        String.format(
                                Locale.ROOT,
                                "fork %d: %.0f sent, %.0f answered, %.0f outstanding",
                                fork.getKey(),
                                sent,
                                answered,
                                outstanding));
            }
            if (served != null && (isLess(served, answered) || isLess(sent, served))) {
                return inconsistent(
                        String.format(
                                Locale.ROOT,
                                "fork %d: %.0f sent, %.0f answered, but the server counted %.0f",
                                fork.getKey(),
                                sent,
                                answered,
                                served));
            }
        }
        return Optional.empty();
    }

    private Optional<Ruling> littlesLaw() {
        for (var fork : forks.entrySet()) {
            var error = fork.getValue().get(Metric.LITTLES_LAW_ERROR);
            if (error != null && error > Limits.LITTLES_LAW.value()) {
                return inconsistent(
                        String.format(
                                Locale.ROOT,
                                "fork %d: rate times response time misses the connections by %.1f"
                                        + " %%, limit is %.0f %%",
                                fork.getKey(),
                                100 * error,
                                100 * Limits.LITTLES_LAW.value()));
            }
        }
        return Optional.empty();
    }

    /// Everything was sent when it was due, and the server did not keep up. By medians over forks,
    /// as lateness is: what a hiccup of the machine leaves unanswered at the end of one fork must
    /// not decide. A generator that had no time to take in answers is no overload of the server.
    private Optional<Ruling> overloaded() {
        var completed = shareOfOffered(Metric.REQUESTS_PER_SECOND);
        var sent = shareOfOffered(Metric.SENT_PER_SECOND);
        if (completed >= Limits.COMPLETED_SHARE.value()
                || sent < Limits.SENT_SHARE.value()
                || new GeneratorRules(cell, forks.values(), OptionalDouble.empty())
                        .busy()
                        .isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new Ruling(
                        Verdict.OVERLOAD,
                        String.format(
                                Locale.ROOT,
                                "completed %.1f %% of what was due, limit is %.0f %%",
                                100 * completed,
                                100 * Limits.COMPLETED_SHARE.value())));
    }

    /// 1 if nothing was offered on a schedule.
    private double shareOfOffered(Metric rate) {
        var shares =
                forks.values().stream()
                        .filter(values -> values.containsKey(Metric.OFFERED_PER_SECOND))
                        .mapToDouble(values ->
                                values.getOrDefault(rate, 0.0)
                                        / values.get(Metric.OFFERED_PER_SECOND))
                        .toArray();
        return shares.length == 0 ? 1 : Center.MEDIAN.of(shares);
    }

    /// Counts are means over iterations here, so the last digit is rounding.
    private static boolean differs(double one, double other) {
        return isLess(one, other) || isLess(other, one);
    }

    private static boolean isLess(double one, double other) {
        return other - one > 1e-9 * Math.max(1, other);
    }

    private static Optional<Ruling> inconsistent(String reason) {
        return Optional.of(new Ruling(Verdict.INCONSISTENT, reason));
    }
}
