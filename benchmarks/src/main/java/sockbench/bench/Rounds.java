package sockbench.bench;

import sockbench.evidence.Finding;
import sockbench.evidence.Findings;
import sockbench.evidence.Metrics;
import sockbench.evidence.Run;
import sockbench.results.Cell;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// Forks of one kind, round by round, until every cell's interval is narrow enough or the budget is
/// spent. A cell that has reached the goal is measured no further, and its result does not decide
/// about others.
final class Rounds {
    /// Runs the forks of a round.
    interface Forks {
        void run(List<PlannedFork> forks, int round) throws IOException;
    }

    private final BenchOptions options;
    private final RunDirectory directory;
    private final Kind kind;
    private final Grouping grouping;
    private final Random random;

    Rounds(
            BenchOptions options,
            RunDirectory directory,
            Kind kind,
            Grouping grouping,
            Random random) {
        this.options = options;
        this.directory = directory;
        this.kind = kind;
        this.grouping = grouping;
        this.random = random;
    }

    /// @param cells of the kind that can run here
    /// @return why it ended, e.g. `all 22 cells within ± 2 % after 3 to 4 forks`
    String run(List<Cell> cells, Forks forks) throws IOException {
        var started = Instant.now();
        var open = cells;
        int round = 0;
        while (!open.isEmpty() && round < options.mostRounds()) {
            var next = grouping.forks(kind, open, random);
            if (round >= options.fewestRounds() && spent(started, next)) {
                return "%d of %d cells of %s within ± %s of the goal when the budget of %s was spent"
                        .formatted(
                                cells.size() - open.size(),
                                cells.size(),
                                kind.words(),
                                percent(options.goal()),
                                Progress.words(options.profile().budget(kind)));
            }
            round++;
            forks.run(next, round);
            if (round >= options.fewestRounds()) {
                open = wide(cells);
            }
        }
        return "%d of %d cells of %s within ± %s after at most %d forks"
                .formatted(
                        cells.size() - open.size(),
                        cells.size(),
                        kind.words(),
                        percent(options.goal()),
                        round);
    }

    private boolean spent(Instant started, List<PlannedFork> next) {
        var needed =
                next.stream().map(PlannedFork::expected).reduce(Duration.ZERO, Duration::plus);
        var passed = Duration.between(started, Instant.now());
        return options.rounds() == null
                && passed.plus(needed).compareTo(options.profile().budget(kind)) > 0;
    }

    /// Cells whose interval is wider than the goal, with the others of their servers.
    private List<Cell> wide(List<Cell> cells) throws IOException {
        var findings = Findings.of(Run.read(directory));
        var wide =
                cells.stream()
                        .filter(cell -> findings.stream().anyMatch(finding -> isWide(finding, cell)))
                        .toList();
        return cells.stream()
                .filter(cell -> wide.stream().anyMatch(other -> isSameServer(cell, other)))
                .toList();
    }

    private boolean isWide(Finding finding, Cell cell) {
        return finding.cell().equals(cell)
                && finding.metric() == Metrics.headline(cell.question()).getFirst()
                && (finding.ratio() == null
                        || !(finding.ratio().relativeHalfWidth() <= options.goal()));
    }

    private static boolean isSameServer(Cell one, Cell other) {
        return one.model().equals(other.model()) && one.threads() == other.threads();
    }

    static List<Cell> available(List<PlannedCell> plan, Kind kind) {
        return plan.stream()
                .filter(PlannedCell::isAvailable)
                .map(PlannedCell::cell)
                .filter(cell -> Kind.of(cell.question()) == kind)
                .toList();
    }

    private static String percent(double share) {
        return "%.3g %%".formatted(100 * share);
    }
}
