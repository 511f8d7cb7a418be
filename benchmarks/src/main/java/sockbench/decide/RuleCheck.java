package sockbench.decide;

import sockbench.decide.Rules.Budget;
import sockbench.decide.Rules.ExpectedLoad;
import sockbench.decide.Rules.Objective;
import sockbench.findings.Finding;
import sockbench.results.Cell;
import sockbench.results.Limits;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Verdict;
import sockbench.stats.Estimate;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// One model before the rules of a service. Whole intervals decide: a rule is kept if all of the
/// interval keeps it, broken if none of it does, and open otherwise.
record RuleCheck(Candidate candidate, List<Finding> findings) {
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

    enum Standing {
        KEPT,
        OPEN,
        BROKEN
    }

    /// @param reason one line; empty if kept
    public record RuleOutcome(Standing standing, String reason) {
        static final RuleOutcome KEPT = new RuleOutcome(Standing.KEPT, "");
    }

    /// The first rule that is broken, or else the first that is open.
    RuleOutcome answer(Rules rules) {
        var place = rules.place();
        var answers =
                Stream.of(
                                rules.objectives().stream().map(this::answer),
                                rules.budgets().stream().map(budget -> answer(budget, place)),
                                Stream.of(find(Metric.SERVER_CPU, place))
                                        .map(cpu -> usable(cpu, Metric.SERVER_CPU, place)))
                        .flatMap(all -> all)
                        .toList();
        return first(answers, Standing.BROKEN)
                .or(() -> first(answers, Standing.OPEN))
                .orElse(RuleOutcome.KEPT);
    }

    private static Optional<RuleOutcome> first(List<RuleOutcome> answers, Standing standing) {
        return answers.stream().filter(answer -> answer.standing == standing).findFirst();
    }

    /// What ranks it: its server CPU per request. Empty if it has no number that may be cited.
    Optional<Finding> cpu(ExpectedLoad place) {
        return find(Metric.SERVER_CPU, place).filter(Finding::isCitable);
    }

    private RuleOutcome answer(Objective objective) {
        var place = objective.place();
        var capacity = find(Question.CAPACITY, Metric.CAPACITY_PER_SECOND, place);
        var tooSmall = capacity.flatMap(found -> tooSmall(found, place.ratePerSecond()));
        if (tooSmall.isPresent()) {
            return new RuleOutcome(Standing.BROKEN, tooSmall.get());
        }
        var found = find(objective.metric(), place);
        var usable = usable(found, objective.metric(), place);
        if (usable.standing != Standing.KEPT) {
            return usable;
        }
        var words =
                objective.metric().title()
                        + (place.ratePerSecond() > 0 ? ", open loop" : ", closed loop");
        return new RuleLimit(words, "ms", 1e-3, objective.limitMicros(), 0).answer(estimate(found));
    }

    private static Optional<String> tooSmall(Finding capacity, double rate) {
        var estimate = capacity.estimate();
        return estimate == null || !capacity.isCitable() || estimate.high() >= rate
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "sustains %.0f req/s (%.0f to %.0f), %.0f %% below %.0f",
                                estimate.value(),
                                estimate.low(),
                                estimate.high(),
                                100 * (1 - estimate.value() / rate),
                                rate));
    }

    /// A little over a CPU is within: a server pinned to one has been seen to use 1.005 of it,
    /// because its CPU time and the load's rate are not read at the same instant.
    private RuleOutcome answer(Budget budget, ExpectedLoad place) {
        var found = find(budget.metric(), place);
        var usable = usable(found, budget.metric(), place);
        if (usable.standing != Standing.KEPT) {
            return usable;
        }
        var limit =
                switch (budget.metric()) {
                    case SERVER_CPU -> {
                        var cpus = rate(place) / 1e6;
                        var tolerance = Limits.CPU_TOLERANCE.value();
                        yield new RuleLimit("CPUs", "", cpus, budget.limit() / cpus, tolerance);
                    }
                    case SERVER_THREADS -> new RuleLimit("threads", "", 1, budget.limit(), 0);
                    default ->
                            new RuleLimit("resident memory", "MiB", 1 / 0x1p20, budget.limit(), 0);
                };
        return limit.answer(estimate(found));
    }

    /// The rate at which CPUs are counted: what the objective asks for, or else what was completed.
    private double rate(ExpectedLoad place) {
        return place.ratePerSecond() > 0
                ? place.ratePerSecond()
                : find(Metric.REQUESTS_PER_SECOND, place)
                        .map(found -> estimate(Optional.of(found)).value())
                        .orElse(0.0);
    }

    /// Kept if there is a number to judge by. A model that cannot run, or not keep up, is out; what
    /// is wrong with other numbers is not the model's fault.
    private RuleOutcome usable(Optional<Finding> found, Metric metric, ExpectedLoad place) {
        if (found.isEmpty()) {
            return missing(metric, place);
        }
        var finding = found.get();
        if (finding.isCitable() && finding.estimate() != null) {
            return RuleOutcome.KEPT;
        }
        var reason = finding.reason().isEmpty() ? finding.grade() : finding.reason();
        return new RuleOutcome(
                standing(finding.verdict()),
                "%s: %s, %s".formatted(metric.title(), finding.verdict(), reason));
    }

    private static Standing standing(Verdict verdict) {
        return verdict == Verdict.OVERLOAD || verdict == Verdict.FAILED
                ? Standing.BROKEN
                : Standing.OPEN;
    }

    /// Why there is no number, e.g. that the model cannot run there.
    private RuleOutcome missing(Metric metric, ExpectedLoad place) {
        return at(place.question(), place)
                .filter(finding -> finding.n() == 0)
                .findFirst()
                .map(finding ->
                        new RuleOutcome(
                                Standing.BROKEN,
                                "%s, %s".formatted(finding.verdict(), finding.reason())))
                .orElseGet(() ->
                        new RuleOutcome(Standing.OPEN, "not measured there: " + metric.title()));
    }

    private static Estimate estimate(Optional<Finding> found) {
        var estimate = found.map(Finding::estimate);
        return estimate.orElseThrow();
    }

    private Optional<Finding> find(Metric metric, ExpectedLoad place) {
        return find(place.question(), metric, place);
    }

    /// In an open loop the lowest measured load that is no lower than what is asked for: who keeps
    /// an objective there keeps it below as well. The largest bodies, if there are several.
    private Optional<Finding> find(Question question, Metric metric, ExpectedLoad place) {
        return at(question, place)
                .filter(finding -> finding.metric() == metric)
                .min(
                        Comparator.<Finding>comparingDouble(
                                        finding -> finding.cell().offeredPerSecond())
                                .thenComparingInt(finding -> -finding.cell().bodyBytes()));
    }

    private Stream<Finding> at(Question question, ExpectedLoad place) {
        var connections = place.connections() > 0 ? place.connections() : mostConnections(question);
        var lowest =
                question == Question.LOAD_CURVE
                        ? Limits.SENT_SHARE.value() * place.ratePerSecond()
                        : 0;
        return findings.stream()
                .filter(finding -> finding.cell().question() == question)
                .filter(finding -> candidate.is(finding.cell()))
                .filter(finding -> finding.cell().connections() == connections)
                .filter(finding ->
                        finding.cell().workMicros() == place.workMicros()
                                || question != place.question())
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
}
