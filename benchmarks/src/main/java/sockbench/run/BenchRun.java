package sockbench.run;

import sockbench.jmh.ForkRunner;
import sockbench.jmh.JmhTemporaryFiles;
import sockbench.measured.RecordedRun;
import sockbench.plan.BenchOptions;
import sockbench.plan.Builds;
import sockbench.plan.Cells;
import sockbench.plan.Grouping;
import sockbench.plan.LoadLevels;
import sockbench.plan.PlannedFork;
import sockbench.plan.QuestionKind;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.Plan;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.Verdict;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/// One run: plans its cells, then measures kind by kind, each in rounds until intervals are narrow
/// enough.
///
/// Open-loop cells are planned late: a rate is offered only below a model's capacity, and one is
/// half of it.
public final class BenchRun {
    private final BenchOptions options;
    private final Builds builds;
    private final RunDirectory directory;
    private final Map<String, String> given;
    private final String command;
    private final Progress progress;
    private final ForkRunner runner;
    private final Random random;
    private final List<PlannedCell> plan = new ArrayList<>();
    private final List<String> stopped = new ArrayList<>();
    private final EarlierPart earlier;
    private int forks;
    private int failed;

    /// Models of this build against one of them.
    ///
    /// @param directory with the earlier part, if there is one
    /// @param given options as the user gave them
    /// @param command what reproduces the run
    /// @param out for the plan and the progress
    public BenchRun(
            BenchOptions options,
            RunDirectory directory,
            EarlierPart earlier,
            Map<String, String> given,
            String command,
            PrintStream out)
            throws IOException {
        this(
                options,
                Builds.ofThis(options.reference().name()),
                directory,
                earlier,
                given,
                command,
                out);
    }

    /// @param builds what is compared
    public BenchRun(
            BenchOptions options,
            Builds builds,
            RunDirectory directory,
            EarlierPart earlier,
            Map<String, String> given,
            String command,
            PrintStream out)
            throws IOException {
        this.options = options;
        this.builds = builds;
        this.directory = directory;
        this.earlier = earlier;
        this.forks = earlier.lastFork();
        this.failed = earlier.failedForks();
        this.given = given;
        this.command = command;
        this.progress = new Progress(out);
        this.runner = new ForkRunner(options, builds, directory);
        this.random = new Random(options.seed());
    }

    /// Where the run is kept.
    public RunDirectory directory() {
        return directory;
    }

    /// @return how many forks failed
    /// @throws IOException if another run is under way or the directory cannot be written
    public int run() throws IOException {
        ForkRunner.check(options.jmh());
        try (var _ = RunLock.acquire();
                var _ = new StopNotice(directory, progress)) {
            var _ =
                    JmhTemporaryFiles.removeThoseLeft(
                            Path.of(System.getProperty("java.io.tmpdir")));
            var surroundings =
                    earlier.isEmpty()
                            ? MachineWatch.before(options, directory)
                            : MachineWatch.again(options, directory, forks);
            surroundings.warnings().forEach(warning -> progress.say("warning: " + warning));
            plan.addAll(earlier.isEmpty() ? Cells.of(options, builds) : earlier.plan());
            announce();
            measure(QuestionKind.CLOSED_LOOP, cell -> true);
            measure(QuestionKind.NIO_GENERATOR, cell -> true);
            measure(QuestionKind.CAPACITY, cell -> true);
            openLoop();
            measure(QuestionKind.IDLE, cell -> true);
            measure(QuestionKind.SCALE, cell -> true);
            measure(QuestionKind.WORK, cell -> true);
            measure(QuestionKind.CHURN, cell -> true);
            surroundings.after();
            progress.clear();
        }
        return failed;
    }

    private void openLoop() throws IOException {
        Set<Question> questions = EnumSet.of(Question.LOAD_CURVE, Question.EFFICIENCY);
        questions.retainAll(options.questions());
        if (!questions.isEmpty()) {
            var levels = LoadLevels.of(RecordedRun.read(directory));
            if (plan.stream().noneMatch(cell -> questions.contains(cell.cell().question()))) {
                plan.addAll(levels.cells(plan, questions));
            }
            measure(
                    QuestionKind.OPEN_LOOP,
                    cell -> levels.isSustainable(cell, options.reference().name()));
        }
    }

    private void measure(QuestionKind kind, Predicate<Cell> referenceSustains) throws IOException {
        var cells = Rounds.available(plan, kind);
        if (cells.isEmpty()) {
            return;
        }
        var grouping = new Grouping(options.profile(), builds, referenceSustains);
        var rounds = new Rounds(options, directory, kind, grouping, random, earlier);
        stopped.add(rounds.run(cells, this::round));
        progress.say(stopped.getLast());
        writePlan();
    }

    private void round(List<PlannedFork> next, int round) throws IOException {
        var measured = next.stream().flatMap(fork -> fork.cells().stream()).toList();
        plan.replaceAll(planned ->
                measured.contains(planned.cell())
                        ? PlannedCell.available(planned.cell(), planned.rounds() + 1)
                        : planned);
        writePlan();
        progress.round(round, next);
        for (var fork : next) {
            progress.begins(fork);
            var ended = runner.run(fork, round, ++forks);
            if (ended.stream().map(Fork::outcome).anyMatch(Verdict.FAILED::equals)) {
                failed++;
            }
            progress.ended(fork, ended);
        }
    }

    private void writePlan() throws IOException {
        directory.write(
                new Plan(
                        directory.run(),
                        options.profile().id(),
                        builds.inPlan(),
                        options.goal(),
                        String.join("; ", stopped),
                        options.seed(),
                        List.copyOf(plan),
                        given,
                        command));
    }

    private void announce() throws IOException {
        writePlan();
        if (forks > 0) {
            progress.say("resumed: %d forks are there and are kept".formatted(forks));
        }
        progress.say(
                "%d cells, each until its ratio to %s is within ± %.3g %%"
                        .formatted(
                                plan.stream().filter(PlannedCell::isAvailable).count(),
                                builds.inPlan(),
                                100 * options.goal()));
        plan.stream()
                .filter(cell -> !cell.isAvailable())
                .forEach(cell ->
                        progress.say("  not here: " + cell.cell() + ": " + cell.unavailable()));
    }
}
