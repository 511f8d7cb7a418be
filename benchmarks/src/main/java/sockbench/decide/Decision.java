package sockbench.decide;

import org.jspecify.annotations.Nullable;

import sockbench.decide.RuleCheck.Candidate;
import sockbench.findings.Comparisons;
import sockbench.findings.Finding;
import sockbench.findings.Findings;
import sockbench.measured.RecordedRun;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.ServerKind;
import sockbench.stats.PairwiseTests;
import sockbench.stats.Ranks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Which models a run shows to be good enough for a service.
///
/// @param qualified those that keep every rule with their whole intervals, in order of server CPU
///   per request
/// @param open with the first rule that each may or may not keep
/// @param rejected with the first rule that each breaks, and by how much
/// @param checks every model with every rule
public record Decision(
        List<Qualified> qualified,
        List<Refusal> open,
        List<Refusal> rejected,
        List<CheckedModel> checks) {
    /// What the whole interval of a number says of a rule.
    public enum Standing {
        KEPT,
        OPEN,
        BROKEN
    }

    /// @param reason one line; empty if kept
    public record RuleOutcome(Standing standing, String reason) {
        static final RuleOutcome KEPT = new RuleOutcome(Standing.KEPT, "");
    }

    /// @param outcomes one for each objective, then one for each budget, then whether its cost may
    ///   be cited
    public record CheckedModel(String name, List<RuleOutcome> outcomes) {}

    /// @param rank among those qualified, by the comparisons of all; null for a server that spins,
    ///   whose cost says nothing but the rate
    /// @param name model, with its thread budget if it had one
    /// @param cpu server CPU per request under the load of the first objective, or in the closed
    ///   loop if there are budgets only
    public record Qualified(Ranks.@Nullable RankInterval rank, String name, Finding cpu) {}

    /// @param reason one line
    public record Refusal(String name, String reason) {}

    public static Decision of(RecordedRun run, Rules rules) {
        var findings = Findings.of(run);
        var costs = new LinkedHashMap<String, Finding>();
        var qualified = new ArrayList<String>();
        var open = new ArrayList<Refusal>();
        var rejected = new ArrayList<Refusal>();
        var checks = new ArrayList<CheckedModel>();
        for (var candidate : candidates(run)) {
            var trial = new RuleCheck(candidate, findings);
            var answers = trial.answers(rules);
            var answer = RuleCheck.answer(answers);
            checks.add(new CheckedModel(candidate.name(), answers));
            trial.cpu(rules.place()).ifPresent(cpu -> costs.put(candidate.name(), cpu));
            switch (answer.standing()) {
                case KEPT -> qualified.add(candidate.name());
                case OPEN -> open.add(new Refusal(candidate.name(), answer.reason()));
                case BROKEN -> rejected.add(new Refusal(candidate.name(), answer.reason()));
            }
        }
        return new Decision(qualified(run, costs, qualified), open, rejected, checks);
    }

    /// For a terminal: one line per model.
    public String text() {
        var text = new StringBuilder();
        qualified.forEach(model -> text.append(line(model)).append('\n'));
        if (qualified.isEmpty()) {
            text.append("no model qualifies\n");
        }
        open.forEach(model -> text.append("  ?  %s: %s%n".formatted(model.name(), model.reason())));
        rejected.forEach(
                model -> text.append("  -  %s: %s%n".formatted(model.name(), model.reason())));
        return text.toString();
    }

    private static String line(Qualified model) {
        var cost = Objects.requireNonNull(model.cpu().estimate());
        return String.format(
                Locale.ROOT,
                "%6s. %s: %.3g us of server CPU per request (%.0f %% %.3g-%.3g, n = %d) in %s%s",
                model.rank() == null ? "–" : model.rank().words(),
                model.name(),
                cost.value(),
                100 * cost.coverage(),
                cost.low(),
                cost.high(),
                cost.n(),
                model.cpu().cell(),
                model.cpu().reason().isEmpty() ? "" : "; " + model.cpu().reason());
    }

    /// Ranked ones in the order of their estimates, then those that spin.
    private static List<Qualified> qualified(
            RecordedRun run, Map<String, Finding> costs, List<String> names) {
        var logs = new LinkedHashMap<String, double[]>();
        costs.forEach((name, cpu) -> {
            if (Comparisons.mayBeRanked(cpu.cell(), cpu.metric())) {
                logs.put(name, logs(run, cpu));
            }
        });
        var ranks = PairwiseTests.of(logs).rank(names, false).entries();
        var all = new ArrayList<Qualified>();
        ranks.forEach(rank -> all.add(qualified(rank, rank.name(), costs)));
        names.stream()
                .filter(name -> !logs.containsKey(name))
                .sorted(Comparator.naturalOrder())
                .forEach(name -> all.add(qualified(null, name, costs)));
        return all;
    }

    private static Qualified qualified(
            Ranks.@Nullable RankInterval rank, String name, Map<String, Finding> costs) {
        return new Qualified(rank, name, Objects.requireNonNull(costs.get(name)));
    }

    /// Ratios made absolute, so that models measured beside different references can be compared.
    private static double[] logs(RecordedRun run, Finding cpu) {
        if (!cpu.isPaired()) {
            return cpu.logValues();
        }
        var own = Math.log(run.measured().reference(cpu.cell(), cpu.metric()));
        return Arrays.stream(cpu.logRatios()).map(log -> log + own).toArray();
    }

    private static List<Candidate> candidates(RecordedRun run) {
        return run.plan().cells().stream()
                .map(PlannedCell::cell)
                .filter(cell -> cell.serverKind() != ServerKind.CEILING)
                .map(cell -> new Candidate(cell.model(), cell.threads()))
                .distinct()
                .toList();
    }
}
