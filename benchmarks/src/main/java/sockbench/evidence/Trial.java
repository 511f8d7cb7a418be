package sockbench.evidence;

import sockbench.evidence.Rules.Budget;
import sockbench.evidence.Rules.Objective;
import sockbench.evidence.Rules.Place;
import sockbench.results.Cell;
import sockbench.results.Limits;
import sockbench.results.Metric;
import sockbench.results.Question;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
            var broken = capacity(objective.place()).or(() -> latency(objective));
            if (broken.isPresent()) {
                return broken;
            }
        }
        var place = rules.place();
        return rules.budgets().stream()
                .map(budget -> exceeded(budget, place))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> uncitable(Metric.SERVER_CPU, place));
    }

    /// What ranks it: its server CPU per request.
    Finding cpu(Place place) {
        return find(Metric.SERVER_CPU, place).orElseThrow();
    }

    private Optional<String> capacity(Place place) {
        return find(Question.CAPACITY, Metric.CAPACITY_PER_SECOND, place)
                .filter(finding -> finding.isCitable() && value(finding) < place.ratePerSecond())
                .map(finding -> belowRate(value(finding), place.ratePerSecond()));
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
        var found = find(objective.metric(), objective.place());
        if (found.isEmpty()) {
            return Optional.of(missing(objective.words(), objective.place()));
        }
        return uncitable(objective.metric(), objective.place())
                .or(() ->
                        over(
                                objective.metric().title()
                                        + (objective.place().ratePerSecond() > 0
                                                ? ", open loop"
                                                : ", closed loop"),
                                value(found.get()) / 1e3,
                                objective.limitMicros() / 1e3,
                                "ms"));
    }

    private Optional<String> exceeded(Budget budget, Place place) {
        return uncitable(budget.metric(), place)
                .or(() -> {
                    var value = value(find(budget.metric(), place).orElseThrow());
                    return switch (budget.metric()) {
                        case SERVER_CPU -> cpus(value * rate(place) / 1e6, budget.limit());
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

    /// A little over is within: a server pinned to one CPU has been seen to use 1.005 of it,
    /// because its CPU time and the load's rate are not read at the same instant.
    private static Optional<String> cpus(double used, double limit) {
        return used <= (1 + Limits.CPU_TOLERANCE.value()) * limit
                ? Optional.empty()
                : over("CPUs", used, limit, "");
    }

    /// The rate at which CPUs are counted: what the objective asks for, or else what was completed.
    private double rate(Place place) {
        return place.ratePerSecond() > 0
                ? place.ratePerSecond()
                : find(Metric.REQUESTS_PER_SECOND, place).map(Trial::value).orElse(0.0);
    }

    private Optional<String> uncitable(Metric metric, Place place) {
        var found = find(metric, place);
        if (found.isEmpty()) {
            return Optional.of(missing(metric.title(), place));
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
                                        "%s: %s %s, %s %% above %s %s",
                                        what,
                                        Digits.plain(value),
                                        unit,
                                        percent(value / limit - 1),
                                        Digits.plain(limit),
                                        unit)
                                .replaceAll(" +(,|$)", "$1"));
    }

    /// Why there is no number, e.g. that the model cannot run there.
    private String missing(String words, Place place) {
        return at(question(place), place)
                .filter(finding -> finding.n() == 0)
                .findFirst()
                .map(finding -> "%s, %s".formatted(finding.verdict(), finding.reason()))
                .orElse("not measured: " + words);
    }

    private Optional<Finding> find(Metric metric, Place place) {
        return find(question(place), metric, place);
    }

    /// Never 0 for what is above.
    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.01 ? "%.1g" : "%.0f", 100 * share);
    }

    /// In an open loop the lowest measured load that is no lower than what is asked for: who keeps
    /// an objective there keeps it below as well. The largest bodies, if there are several.
    private Optional<Finding> find(Question question, Metric metric, Place place) {
        return at(question, place)
                .filter(finding -> finding.metric() == metric)
                .min(
                        Comparator.<Finding>comparingDouble(
                                        finding -> finding.cell().offeredPerSecond())
                                .thenComparingInt(finding -> -finding.cell().bodyBytes()));
    }

    private Stream<Finding> at(Question question, Place place) {
        var connections = place.connections() > 0 ? place.connections() : mostConnections(question);
        var lowest =
                question == Question.LOAD_CURVE
                        ? Limits.SENT_SHARE.value() * place.ratePerSecond()
                        : 0;
        return findings.stream()
                .filter(finding -> finding.cell().question() == question)
                .filter(finding -> candidate.is(finding.cell()))
                .filter(finding -> finding.cell().connections() == connections)
                .filter(finding -> finding.cell().offeredPerSecond() >= lowest);
    }

    /// By any model, so that all are judged under the same load.
    private int mostConnections(Question question) {
        return findings.stream()
                .map(Finding::cell)
                .filter(cell -> cell.question() == question)
                .mapToInt(Cell::connections)
                .max()
                .orElse(0);
    }

    private static Question question(Place place) {
        return place.ratePerSecond() > 0 ? Question.LOAD_CURVE : Question.THROUGHPUT;
    }

    private static double value(Finding finding) {
        return Objects.requireNonNull(finding.estimate()).value();
    }
}
