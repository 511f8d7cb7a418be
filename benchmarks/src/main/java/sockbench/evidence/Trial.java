package sockbench.evidence;

import sockbench.evidence.Rules.Budget;
import sockbench.evidence.Rules.Objective;
import sockbench.results.Cell;
import sockbench.results.Limits;
import sockbench.results.Metric;
import sockbench.results.Question;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// One model before the rules of a service.
record Trial(Candidate candidate, List<Finding> findings) {
    /// A model with its thread budget; 0 is its natural number.
    record Candidate(String model, int threads) {
        String name() {
            return switch (threads) {
                case 0 -> model;
                case 1 -> model + " (1 thread)";
                default -> model + " (" + threads + " threads)";
            };
        }

        boolean is(Cell cell) {
            return cell.model().equals(model) && cell.threads() == threads;
        }
    }

    /// The first rule that is broken, and by how much.
    Optional<String> firstBroken(Rules rules) {
        for (var objective : rules.objectives()) {
            var broken = capacity(objective).or(() -> latency(objective));
            if (broken.isPresent()) {
                return broken;
            }
        }
        var place = rules.objectives().getFirst();
        return rules.budgets().stream()
                .map(budget -> exceeded(budget, place))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> uncitable(Metric.SERVER_CPU, place));
    }

    /// What ranks it: its server CPU per request where an objective was measured.
    Finding cpu(Objective objective) {
        return find(Metric.SERVER_CPU, objective).orElseThrow();
    }

    private Optional<String> capacity(Objective objective) {
        return findings.stream()
                .filter(finding -> finding.metric() == Metric.CAPACITY_PER_SECOND)
                .filter(finding -> candidate.is(finding.cell()) && finding.isCitable())
                .filter(finding -> hasConnections(finding.cell(), objective))
                .filter(finding -> value(finding) < objective.ratePerSecond())
                .map(finding -> belowRate(value(finding), objective.ratePerSecond()))
                .findFirst();
    }

    private static String belowRate(double capacity, double rate) {
        return String.format(
                Locale.ROOT,
                "sustains %.0f req/s, %.0f %% below %.0f",
                capacity,
                100 * (1 - capacity / rate),
                rate);
    }

    private Optional<String> latency(Objective objective) {
        var found = find(objective.metric(), objective);
        if (found.isEmpty()) {
            return Optional.of("not measured: " + objective.words());
        }
        return uncitable(objective.metric(), objective)
                .or(() ->
                        over(
                                objective.metric().title()
                                        + (objective.ratePerSecond() > 0
                                                ? ", open loop"
                                                : ", closed loop"),
                                value(found.get()) / 1e3,
                                objective.limitMicros() / 1e3,
                                "ms"));
    }

    private Optional<String> exceeded(Budget budget, Objective place) {
        return uncitable(budget.metric(), place)
                .or(() -> {
                    var value = value(find(budget.metric(), place).orElseThrow());
                    return switch (budget.metric()) {
                        case SERVER_CPU ->
                                over("CPUs", value * rate(place) / 1e6, budget.limit(), "");
                        case SERVER_THREADS -> over("threads", value, budget.limit(), "");
                        default ->
                                over(
                                        "resident memory",
                                        value / 0x1p20,
                                        budget.limit() / 0x1p20,
                                        "MiB");
                    };
                });
    }

    /// The rate at which CPUs are counted: what the objective asks for, or else what was completed.
    private double rate(Objective place) {
        return place.ratePerSecond() > 0
                ? place.ratePerSecond()
                : find(Metric.REQUESTS_PER_SECOND, place).map(Trial::value).orElse(0.0);
    }

    private Optional<String> uncitable(Metric metric, Objective place) {
        var found = find(metric, place);
        if (found.isEmpty()) {
            return Optional.of("not measured: " + metric.title());
        }
        return found.filter(finding -> !finding.isCitable())
                .map(finding ->
                        "%s: %s, %s"
                                .formatted(metric.title(), finding.verdict(), finding.reason()));
    }

    private static Optional<String> over(String what, double value, double limit, String unit) {
        return value <= limit
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                        Locale.ROOT,
                                        "%s: %s %s, %.0f %% above %s %s",
                                        what,
                                        Digits.plain(value),
                                        unit,
                                        100 * (value / limit - 1),
                                        Digits.plain(limit),
                                        unit)
                                .replaceAll(" +(,|$)", "$1"));
    }

    /// In an open loop the lowest measured load that is no lower than what is asked for: who keeps
    /// an objective there keeps it below as well.
    private Optional<Finding> find(Metric metric, Objective objective) {
        return findings.stream()
                .filter(finding -> finding.metric() == metric && candidate.is(finding.cell()))
                .filter(finding -> hasConnections(finding.cell(), objective))
                .filter(finding -> hasLoad(finding.cell(), objective.ratePerSecond()))
                .min(Comparator.comparingDouble(finding -> finding.cell().offeredPerSecond()));
    }

    private static boolean hasConnections(Cell cell, Objective objective) {
        return objective.connections() == 0 || cell.connections() == objective.connections();
    }

    private static boolean hasLoad(Cell cell, double rate) {
        return rate > 0
                ? cell.question() == Question.LOAD_CURVE
                        && cell.offeredPerSecond() >= Limits.SENT_SHARE.value() * rate
                : cell.question() == Question.THROUGHPUT;
    }

    private static double value(Finding finding) {
        return Objects.requireNonNull(finding.estimate()).value();
    }
}
