package sockbench.report;

import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.Question;

import java.util.ArrayList;
import java.util.List;

/// What a [SyntheticRun] asks: every question, of every model.
///
/// @param openLoop whether rates are offered, too
record SyntheticPlan(int rounds, boolean openLoop) {
    static final String OVERLOADED = "EPOLL";

    static final double OVERLOAD_PER_SECOND =
            Math.round(1.08 * SyntheticMachine.capacity(OVERLOADED));

    List<PlannedCell> cells() {
        var cells = new ArrayList<PlannedCell>();
        for (int connections : new int[] {1, 64, 1024}) {
            add(cells, cell(Question.CEILING, Cell.NULL_SERVER, connections, 0, 0));
            SyntheticMachine.MODELS.forEach(
                    model -> add(cells, cell(Question.THROUGHPUT, model, connections, 0, 0)));
        }
        for (var model : SyntheticMachine.MODELS) {
            add(cells, cell(Question.ROUND_TRIP, model, 1, 0, 0));
            add(cells, cell(Question.IDLE, model, 1024, 0, 0));
        }
        for (var model : List.of("REACTOR", "MULTI_REACTOR", "NIO2", "COMPLETION_PORT", "EPOLL")) {
            add(cells, cell(Question.THROUGHPUT, model, 64, 0, 2));
        }
        if (openLoop) {
            SyntheticMachine.MODELS.forEach(model -> addOpenLoop(cells, model));
            SyntheticMachine.MODELS.forEach(
                    model -> add(cells, cell(Question.NIO_GENERATOR, model, 64, 0, 0)));
        }
        return cells;
    }

    private void addOpenLoop(List<PlannedCell> cells, String model) {
        add(cells, cell(Question.CAPACITY, model, 64, 0, 0));
        for (double share : new double[] {0.3, 0.5, 0.9}) {
            var equal = share * 1e6 / (7.1 * 1.7);
            if (equal < SyntheticMachine.capacity(model)) {
                add(cells, cell(Question.LOAD_CURVE, model, 64, equal, 0));
            }
            if (!model.equals("THREAD_PER_CONNECTION")) {
                add(
                        cells,
                        cell(
                                Question.LOAD_CURVE,
                                model,
                                64,
                                share * SyntheticMachine.capacity(model),
                                0));
            }
        }
        for (double rate : new double[] {2_000, 6_000, 20_000, 60_000}) {
            if (rate < SyntheticMachine.capacity(model)) {
                add(cells, cell(Question.EFFICIENCY, model, 64, rate, 0));
            }
        }
        if (model.equals(OVERLOADED)) {
            add(cells, cell(Question.LOAD_CURVE, model, 64, OVERLOAD_PER_SECOND, 0));
        }
    }

    /// Once, even if two shares come to the same rate.
    private void add(List<PlannedCell> cells, Cell cell) {
        if (cells.stream().anyMatch(planned -> planned.cell().equals(cell))) {
            return;
        }
        var reason = "";
        if (cell.model().equals("BLOCKING") && cell.connections() > 1) {
            reason = "serves one connection at a time";
        } else if (cell.model().equals("NETTY_IO_URING")) {
            reason = "io_uring_setup: Operation not permitted";
        }
        cells.add(
                reason.isEmpty()
                        ? PlannedCell.available(cell, rounds)
                        : PlannedCell.unavailable(cell, reason));
    }

    static Cell cell(
            Question question, String model, int connections, double offered, int threads) {
        var open =
                switch (question) {
                    case CAPACITY, LOAD_CURVE, EFFICIENCY -> true;
                    default -> false;
                };
        return new Cell(
                question,
                model,
                connections,
                64,
                open ? LoopType.OPEN_POISSON : LoopType.CLOSED,
                Math.round(offered),
                threads);
    }
}
