package sockbench.plan;

import sockbench.load.crowd.Crowd;
import sockbench.load.transport.Transports;
import sockbench.models.Models;
import sockbench.models.Models.Threading;
import sockbench.models.Models.Trait;
import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.Question;
import sockbench.results.ServerKind;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which cells a run has: questions × models × parameters, each with the reason why it cannot run
/// here, if there is one. The reference is among the models under all conditions: measured against
/// itself, it says what a difference is worth.
public final class Cells {
    /// Where capacity, load curves and the cost of idle connections are asked for. As many as every
    /// model can hold: `select` ends at descriptor 1023, and the JVM has some of its own. So many
    /// that even at 180,000 requests per second a connection's next one is due 5 ms after its last:
    /// with few connections requests pile up on each, the server reads several at once, which is
    /// cheaper for both ends, and what is found is the capacity of batches.
    private static final int MANY_CONNECTIONS = 900;

    /// How many connections ask for work.
    private static final int FEW = 64;

    /// Connections at a time that come and go: enough that a server always has some, few beside
    /// those that come in a window.
    private static final int COMING = 16;

    private static final List<Question> CHURN =
            List.of(
                    Question.CHURN,
                    Question.CHURN_10,
                    Question.CHURN_RESET,
                    Question.CHURN_RESET_10);

    private static final List<Integer> WAITING = List.of(FEW, MANY_CONNECTIONS, 10_000);
    private static final List<Integer> WAIT_MICROS = List.of(0, 1_000, 10_000, 30_000);
    private static final List<Integer> BURNT_MICROS = List.of(10, 100, 1_000);

    private final BenchOptions options;
    private final Builds builds;
    private final Set<PlannedCell> cells = new LinkedHashSet<>();

    private Cells(BenchOptions options, Builds builds) {
        this.options = options;
        this.builds = builds;
    }

    /// Everything that can be planned before the first fork; load curves come when capacities are
    /// known.
    public static List<PlannedCell> of(BenchOptions options, Builds builds) {
        var cells = new Cells(options, builds);
        for (var question : options.questions()) {
            switch (question) {
                case THROUGHPUT, NIO_GENERATOR -> cells.closedLoop(question, options.connections());
                case ROUND_TRIP -> cells.closedLoop(question, List.of(1));
                case CAPACITY, LOAD_CURVE, EFFICIENCY ->
                        cells.many(Question.CAPACITY, LoopType.OPEN_POISSON);
                case IDLE -> cells.many(question, LoopType.CLOSED);
                case SCALE -> cells.levels();
                case WAIT -> cells.waiting();
                case BURN -> BURNT_MICROS.forEach(micros -> cells.working(question, FEW, micros));
                case HEAD_OF_LINE, MIXED_SIZES -> cells.working(question, FEW, 0);
                case CHURN -> CHURN.forEach(each -> cells.working(each, COMING, 0));
                case CEILING,
                        NEIGHBOURS,
                        ACTIVE_1,
                        ACTIVE_10,
                        CHURN_10,
                        CHURN_RESET,
                        CHURN_RESET_10 ->
                        throw new IllegalArgumentException(
                                question.id() + " is not asked by itself");
            }
        }
        return List.copyOf(cells.cells);
    }

    private void closedLoop(Question question, List<Integer> connections) {
        for (int bodyBytes : options.bodyBytes()) {
            for (int count : connections) {
                if (builds.areCompared()) {
                    add(cell(question, Cell.UNCHANGED, count, bodyBytes));
                } else if (count > 1) {
                    // With one, both ends wait most of the time: there is no ceiling to hit.
                    add(cell(Question.CEILING, Cell.NULL_SERVER, count, bodyBytes));
                }
                if (!options.target().isEmpty()) {
                    add(cell(question, Cell.TARGET, count, bodyBytes));
                }
                for (var model : models()) {
                    budgets(cell(question, model.name(), count, bodyBytes), model);
                }
            }
        }
    }

    private List<Models> models() {
        return builds.areCompared() ? options.models() : options.modelsWithReference();
    }

    private static Cell cell(Question question, String model, int connections, int bodyBytes) {
        return new Cell(question, model, connections, bodyBytes, LoopType.CLOSED, 0, 0);
    }

    private void budgets(Cell natural, Models model) {
        for (int threads : options.threads()) {
            boolean applies = takesBudget(model) || model == options.reference();
            boolean asked = natural.question() == Question.THROUGHPUT && natural.connections() > 1;
            if (threads == 0 || (applies && asked)) {
                add(natural.withThreads(threads));
            }
        }
    }

    private static boolean takesBudget(Models model) {
        return model.threading() == Threading.BUDGET || model.threading() == Threading.POOL;
    }

    private void many(Question question, LoopType loop) {
        int bodyBytes = options.bodyBytes().getFirst();
        // Nobody tells us the counters of somebody else's server.
        if (!options.target().isEmpty() && question != Question.IDLE) {
            add(new Cell(question, Cell.TARGET, MANY_CONNECTIONS, bodyBytes, loop, 0, 0));
        }
        for (var model : models()) {
            add(new Cell(question, model.name(), MANY_CONNECTIONS, bodyBytes, loop, 0, 0));
        }
    }

    /// From few connections to many: what one number needs is open when the next comes. Of the
    /// first number all are busy or none.
    private void levels() {
        var levels = options.profile().levels();
        for (int connections : levels) {
            levelCells(Question.SCALE, connections);
            levelCells(Question.NEIGHBOURS, connections);
            if (connections > levels.getFirst()) {
                levelCells(Question.ACTIVE_1, connections);
                levelCells(Question.ACTIVE_10, connections);
            }
        }
    }

    private void levelCells(Question question, int connections) {
        for (var model : models()) {
            add(cell(question, model.name(), connections, options.bodyBytes().getFirst()));
        }
    }

    private void waiting() {
        for (int connections : options.profile() == Profile.SMOKE ? List.of(FEW) : WAITING) {
            WAIT_MICROS.forEach(micros -> working(Question.WAIT, connections, micros));
        }
    }

    private void working(Question question, int connections, int micros) {
        for (var model : models()) {
            var cell = cell(question, model.name(), connections, options.bodyBytes().getFirst());
            add(cell.withWork(micros));
        }
    }

    private void add(Cell cell) {
        var reason = unavailable(cell);
        cells.add(
                reason.isEmpty()
                        ? PlannedCell.available(cell, 0)
                        : PlannedCell.unavailable(cell, reason));
    }

    private String unavailable(Cell cell) {
        if (cell.serverKind() == ServerKind.CEILING || cell.serverKind() == ServerKind.TARGET) {
            return "";
        }
        var model = Models.valueOf(builds.started(cell.model()));
        if (QuestionKind.of(cell.question()).hasLevels() && cell.bodyBytes() < Crowd.LEAST_BODY) {
            return "needs bodies of %d bytes".formatted(Crowd.LEAST_BODY);
        }
        if (QuestionKind.of(cell.question()).hasLevels() && Crowd.unavailable().isPresent()) {
            return "needs io_uring: " + Crowd.unavailable().get();
        }
        if (cell.question() == Question.NIO_GENERATOR && Transports.best() == Transports.NIO) {
            return "the generator always uses java.nio here";
        }
        if (model.has(Trait.ONE_CONNECTION) && cell.connections() > 1) {
            return "serves one connection at a time";
        }
        return model.create().unavailable().orElse("");
    }
}
