package sockbench.verdict;

import sockbench.measured.ForkValues;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.ReasonedVerdict;
import sockbench.results.ServerKind;
import sockbench.results.Verdict;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Sent = answered + outstanding, and the server has counted what was answered, and nothing that
/// was not sent. Where connections are counted it has counted the requests of each.
final class CountRules {
    private final Cell cell;
    private final ForkValues forks;

    CountRules(Cell cell, ForkValues forks) {
        this.cell = cell;
        this.forks = forks;
    }

    /// Of the first fork that has one.
    Optional<ReasonedVerdict> contradiction() {
        return forks.forks().entrySet().stream()
                .map(fork -> contradiction(fork.getKey(), fork.getValue().values()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(words -> new ReasonedVerdict(Verdict.INCONSISTENT, words));
    }

    private Optional<String> contradiction(int fork, Map<Metric, Double> values) {
        var sent = values.get(Metric.REQUESTS_SENT);
        var answered = values.get(Metric.REQUESTS_ANSWERED);
        if (sent == null || answered == null) {
            return Optional.empty();
        }
        double outstanding = values.getOrDefault(Metric.REQUESTS_OUTSTANDING, 0.0);
        if (sent != answered + outstanding) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "fork %d: %.0f sent, %.0f answered, %.0f outstanding",
                            fork,
                            sent,
                            answered,
                            outstanding));
        }
        // the null server looks at no frame, so it may count reads instead of requests
        var isNull = cell.serverKind() == ServerKind.CEILING;
        int each = cell.question().requestsEach();
        double least = each * answered;
        double most = each * sent;
        double served = isNull ? least : values.getOrDefault(Metric.SERVER_REQUESTS, least);
        return least <= served && served <= most
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "fork %d: %.0f sent, %.0f answered, but the server counted %.0f",
                                fork,
                                most,
                                least,
                                served));
    }
}
