package sockbench.bench;

import sockbench.results.Cell;
import sockbench.results.Plan;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.Verdict;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// One run: plans its cells, then runs every available cell once per round, each round in a new
/// random order.
///
/// Load curves are a second phase, because their rates are shares of the capacities found in the
/// first.
public final class BenchRun {
    private final BenchOptions options;
    private final RunDirectory directory;
    private final Map<String, String> given;
    private final String command;
    private final Progress progress;
    private final ForkRunner runner;
    private final Random random;
    private final List<PlannedCell> plan = new ArrayList<>();
    private int forks;
    private int failed;

    /// @param given options as the user gave them
    /// @param command what reproduces the run
    /// @param out for the plan and the progress
    public BenchRun(
            BenchOptions options,
            RunDirectory directory,
            Map<String, String> given,
            String command,
            PrintStream out) {
        this.options = options;
        this.directory = directory;
        this.given = given;
        this.command = command;
        this.progress = new Progress(out);
        this.runner = new ForkRunner(options, directory);
        this.random = new Random(options.seed());
    }

    /// @return how many forks failed
    /// @throws IOException if another run is under way or the directory cannot be written
    public int run() throws IOException {
        try (var _ = RunLock.acquire()) {
            var surroundings = Surroundings.before(options, directory);
            surroundings.warnings().forEach(warning -> progress.say("warning: " + warning));
            measure(Cells.of(options));
            if (options.questions().contains(Question.LOAD_CURVE)) {
                measure(LoadLevels.of(plan, directory.samples()));
            }
            surroundings.after();
        }
        return failed;
    }

    private void measure(List<PlannedCell> cells) throws IOException {
        plan.addAll(cells);
        directory.write(
                new Plan(
                        directory.run(),
                        options.profile().id(),
                        options.seed(),
                        options.rounds(),
                        List.copyOf(plan),
                        given,
                        command));
        var available =
                cells.stream().filter(PlannedCell::isAvailable).map(PlannedCell::cell).toList();
        announce(cells, available);
        for (int round = 1; round <= options.rounds(); round++) {
            var order = new ArrayList<>(available);
            Collections.shuffle(order, random);
            for (var cell : order) {
                fork(cell, round);
            }
        }
        progress.clear();
    }

    private void announce(List<PlannedCell> cells, List<Cell> available) {
        var time =
                available.stream()
                        .map(this::expected)
                        .reduce(Duration.ZERO, Duration::plus)
                        .multipliedBy(options.rounds());
        progress.planned(available.size() * options.rounds(), time);
        progress.say(
                "%d cells × %d rounds, about %s"
                        .formatted(available.size(), options.rounds(), Progress.words(time)));
        cells.stream()
                .filter(cell -> !cell.isAvailable())
                .forEach(cell ->
                        progress.say("  not here: " + cell.cell() + ": " + cell.unavailable()));
    }

    private void fork(Cell cell, int round) throws IOException {
        progress.begins(cell.toString());
        var ended = runner.run(cell, round, ++forks);
        if (ended.fork().outcome() == Verdict.FAILED) {
            failed++;
        }
        progress.ended(ended.fork(), expected(cell), ended.score());
    }

    private Duration expected(Cell cell) {
        return options.profile().effort(cell.question()).perFork();
    }
}
