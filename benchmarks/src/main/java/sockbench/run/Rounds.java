package sockbench.run;

import sockbench.findings.Finding;
import sockbench.findings.Findings;
import sockbench.measured.RecordedRun;
import sockbench.plan.BenchOptions;
import sockbench.plan.Grouping;
import sockbench.plan.PlannedFork;
import sockbench.plan.QuestionKind;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.stats.Ratio;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

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
    private final QuestionKind kind;
    private final Grouping grouping;
    private final Random random;
    private final EarlierPart earlier;

    Rounds(
            BenchOptions options,
            RunDirectory directory,
            QuestionKind kind,
            Grouping grouping,
            Random random,
            EarlierPart earlier) {
        this.options = options;
        this.directory = directory;
        this.kind = kind;
        this.grouping = grouping;
        this.random = random;
        this.earlier = earlier;
    }

    /// @param cells of the kind that can run here
    /// @return why no more forks were run. How narrow intervals became is not kept: a report
    ///   computes it from the windows
    String run(List<Cell> cells, Forks forks) throws IOException {
        long started = System.nanoTime() - earlier.spent(cells).toNanos();
        int round = earlier.round(cells);
        var owed = earlier.owed(cells, Math.min(round, options.fewestRounds()));
        if (!owed.isEmpty()) {
            forks.run(grouping.forks(kind, owed, random), round);
        }
        var open = round >= options.fewestRounds() ? wide(cells) : cells;
        while (!open.isEmpty() && round < options.mostRounds()) {
            var next = grouping.forks(kind, open, random);
            if (round >= options.fewestRounds() && spent(started, next)) {
                return "%s: the budget of %s was spent after %d forks of a cell at most"
                        .formatted(
                                kind.words(),
                                Progress.words(options.profile().budget(kind)),
                                round);
            }
            round++;
            forks.run(next, round);
            if (round >= options.fewestRounds()) {
                open = wide(cells);
            }
        }
        return "%s: %s after %d forks of a cell at most"
                .formatted(
                        kind.words(),
                        open.isEmpty() ? enough(cells) : "no more were asked for",
                        round);
    }

    private String enough(List<Cell> cells) throws IOException {
        var findings = Findings.of(RecordedRun.read(directory));
        return cells.stream().anyMatch(cell -> ratio(findings, cell).isPresent())
                ? "every ratio reached the goal"
                : "nothing could be measured";
    }

    private boolean spent(long startedNanos, List<PlannedFork> next) {
        var needed = next.stream().map(PlannedFork::expected).reduce(Duration.ZERO, Duration::plus);
        var passed = Duration.ofNanos(System.nanoTime() - startedNanos);
        return options.rounds() == null
                && passed.plus(needed).compareTo(options.profile().budget(kind)) > 0;
    }

    /// Cells whose interval is wider than the goal, with the others of their servers. What has no
    /// ratio, because it failed or the reference could not sustain its load, would not get one by
    /// more forks.
    private List<Cell> wide(List<Cell> cells) throws IOException {
        var findings = Findings.of(RecordedRun.read(directory));
        var wide =
                cells.stream()
                        .filter(cell -> ratio(findings, cell).isPresent())
                        .filter(cell -> !isNarrow(findings, cell))
                        .toList();
        return cells.stream()
                .filter(cell -> wide.stream().anyMatch(other -> isSameServer(cell, other)))
                .toList();
    }

    private boolean isNarrow(List<Finding> findings, Cell cell) {
        return ratio(findings, cell)
                .filter(ratio -> ratio.relativeHalfWidth() <= options.goal())
                .isPresent();
    }

    /// Of what the cell exists for.
    private static Optional<Ratio> ratio(List<Finding> findings, Cell cell) {
        return findings.stream()
                .filter(finding -> finding.cell().equals(cell))
                .filter(finding -> finding.metric() == decisive(cell.question()))
                .map(Finding::ratio)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /// The metric whose interval says whether there are forks enough.
    private static Metric decisive(Question question) {
        return question == Question.THROUGHPUT ? Metric.SERVER_CPU : question.headline().getFirst();
    }

    private static boolean isSameServer(Cell one, Cell other) {
        return one.model().equals(other.model()) && one.threads() == other.threads();
    }

    static List<Cell> available(List<PlannedCell> plan, QuestionKind kind) {
        return plan.stream()
                .filter(PlannedCell::isAvailable)
                .map(PlannedCell::cell)
                .filter(cell -> QuestionKind.of(cell.question()) == kind)
                .toList();
    }
}
