package sockbench.bench;

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
                measure(
                        LoadLevels.of(
                                plan, directory.samples(), options.rounds(Question.LOAD_CURVE)));
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
                        List.copyOf(plan),
                        given,
                        command));
        var sweeps = Sweep.of(cells);
        announce(cells, sweeps);
        int rounds = sweeps.stream().mapToInt(Sweep::rounds).max().orElse(0);
        for (int round = 1; round <= rounds; round++) {
            var order = new ArrayList<>(sweeps);
            Collections.shuffle(order, random);
            for (var sweep : order) {
                if (round <= sweep.rounds()) {
                    fork(sweep, round);
                }
            }
        }
        progress.clear();
    }

    private void announce(List<PlannedCell> cells, List<Sweep> sweeps) {
        var time =
                sweeps.stream()
                        .map(sweep -> expected(sweep).multipliedBy(sweep.rounds()))
                        .reduce(Duration.ZERO, Duration::plus);
        int planned = sweeps.stream().mapToInt(Sweep::rounds).sum();
        progress.planned(planned, time);
        progress.say(
                "%d cells, %d forks, about %s"
                        .formatted(
                                sweeps.stream().mapToInt(sweep -> sweep.cells().size()).sum(),
                                planned,
                                Progress.words(time)));
        cells.stream()
                .filter(cell -> !cell.isAvailable())
                .forEach(cell ->
                        progress.say("  not here: " + cell.cell() + ": " + cell.unavailable()));
    }

    private void fork(Sweep sweep, int round) throws IOException {
        progress.begins(sweep.toString());
        var ended = runner.run(sweep, round, ++forks);
        if (ended.fork().outcome() == Verdict.FAILED) {
            failed++;
        }
        progress.ended(sweep, expected(sweep), ended);
    }

    private Duration expected(Sweep sweep) {
        return options.profile().effort(sweep.first()).perFork(sweep.cells().size());
    }
}
