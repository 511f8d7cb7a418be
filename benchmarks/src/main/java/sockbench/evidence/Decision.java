package sockbench.evidence;

import sockbench.evidence.Trial.Candidate;
import sockbench.results.Cell;
import sockbench.results.Plan.PlannedCell;
import sockbench.stats.Contest;
import sockbench.stats.Estimate.Center;
import sockbench.stats.NoiseFloor;
import sockbench.stats.Ranks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Which models a run shows to be good enough for a service.
///
/// @param qualified in order of server CPU per request; those that cannot be told apart share a
///   rank
/// @param rejected with the first rule that each breaks, and by how much
/// @param tooFewForks why all that qualify share a rank, if no forks could have shown otherwise;
///   empty otherwise
public record Decision(List<Qualified> qualified, List<Rejected> rejected, String tooFewForks) {
    /// @param name model, with its thread budget if it had one
    /// @param cpu server CPU per request under the load of the first objective, or in the closed
    ///   loop if there are budgets only
    public record Qualified(int rank, String name, Finding cpu) {}

    /// @param reason one line
    public record Rejected(String name, String reason) {}

    public static Decision of(Run run, Rules rules) {
        var findings = Findings.of(run);
        var costs = new LinkedHashMap<String, Finding>();
        var rejected = new ArrayList<Rejected>();
        for (var candidate : candidates(run)) {
            var trial = new Trial(candidate, findings);
            var reason = trial.firstBroken(rules);
            if (reason.isPresent()) {
                rejected.add(new Rejected(candidate.name(), reason.get()));
            } else {
                costs.put(candidate.name(), trial.cpu(rules.place()));
            }
        }
        var floor =
                costs.values().stream()
                        .map(cpu ->
                                Comparisons.of(run.plan(), findings)
                                        .noiseFloor(cpu.cell(), cpu.metric()))
                        .reduce(NoiseFloor.UNKNOWN, (a, b) -> a.high() > b.high() ? a : b);
        var ranks = ranks(costs, floor, run.plan().seed());
        return new Decision(qualified(ranks, costs), rejected, ranks.tooFewForks());
    }

    /// For a terminal: one line per model.
    public String text() {
        var text = new StringBuilder();
        for (var model : qualified) {
            var cost = Objects.requireNonNull(model.cpu().estimate());
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%3d. %s: %.3g us of server CPU per request (%.0f %% %.3g-%.3g, n ="
                                    + " %d) in %s%n",
                            model.rank(),
                            model.name(),
                            cost.value(),
                            100 * cost.coverage(),
                            cost.low(),
                            cost.high(),
                            cost.n(),
                            model.cpu().cell()));
        }
        if (!tooFewForks.isEmpty()) {
            text.append("All share a rank: ").append(tooFewForks).append('\n');
        }
        if (qualified.isEmpty()) {
            text.append("no model qualifies\n");
        }
        rejected.forEach(
                model -> text.append("  -  %s: %s%n".formatted(model.name(), model.reason())));
        return text.toString();
    }

    private static Ranks ranks(Map<String, Finding> costs, NoiseFloor floor, long seed) {
        var forks = new LinkedHashMap<String, double[]>();
        costs.forEach((name, cpu) -> forks.put(name, cpu.values()));
        return new Contest(forks, Center.MEAN, floor, seed).rank(false);
    }

    private static List<Qualified> qualified(Ranks ranks, Map<String, Finding> costs) {
        return ranks.entries().stream()
                .map(entry ->
                        new Qualified(
                                entry.rank(),
                                entry.name(),
                                Objects.requireNonNull(costs.get(entry.name()))))
                .sorted(Comparator.comparingInt(Qualified::rank))
                .toList();
    }

    private static List<Candidate> candidates(Run run) {
        return run.plan().cells().stream()
                .map(PlannedCell::cell)
                .filter(cell -> !cell.isAgain() && !cell.model().equals(Cell.NULL_SERVER))
                .map(cell -> new Candidate(cell.model(), cell.threads()))
                .distinct()
                .toList();
    }
}
