package sockbench.bench;

import sockbench.load.LoadResult;
import sockbench.load.WarmUp;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Verdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What one fork measured of its cells, one after the other, and how it ended. It is written once,
/// at the end. Thread-safe.
final class ForkLog {
    private final ForkOrder order;
    private final List<Cell> cells;
    private final List<ForkSamples> samples;
    private final ForkSamples rehearsal;
    private final List<WarmUp> warmUps = new ArrayList<>();
    private int windows;
    private boolean ended;

    ForkLog(ForkOrder order, List<Cell> cells) {
        this.order = order;
        this.cells = cells;
        this.rehearsal = new ForkSamples(cells.getFirst(), order);
        this.samples = cells.stream().map(cell -> new ForkSamples(cell, order)).toList();
    }

    /// The cell that is being measured.
    synchronized Cell cell() {
        return cells.get(current());
    }

    /// Takes the warm-up of one generator thread.
    synchronized void warmedUp(WarmUp warmUp) {
        warmUps.add(warmUp);
    }

    /// Takes one measured window; after the last of a cell the next cell's turn has come.
    synchronized void window(LoadResult load, Map<Metric, Double> values) {
        samples.get(current()).window(load, values);
        windows++;
    }

    /// Does with a window of the warm-up all that is done with a measured one, and forgets it.
    /// Otherwise this very code would be compiled on the generator's CPU while it measures.
    synchronized void rehearse(LoadResult load, Map<Metric, Double> values) {
        rehearsal.window(load, values);
    }

    /// Takes a value of the whole cell.
    synchronized void add(Metric metric, double value) {
        samples.get(current()).add(metric, value);
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /// Everything was measured.
    synchronized void end() throws IOException {
        ended = true;
        write(cells.size());
    }

    /// Nothing more can be measured; the first reason stays. What is overloaded at one rate is so
    /// at all above, but what was measured below stands. After a failure nothing does.
    synchronized void end(Verdict outcome, String reason) throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        int measured = outcome == Verdict.OVERLOAD ? current() : 0;
        write(measured);
        for (var cell : cells.subList(measured, cells.size())) {
            order.run().append(order.ended(cell, outcome, reason));
        }
    }

    private void write(int measured) throws IOException {
        var unsteady = warmUps.stream().filter(warmUp -> !warmUp.steady()).findFirst();
        var outcome = unsteady.isEmpty() ? Verdict.VALID : Verdict.NOT_STEADY;
        var reason = unsteady.map(WarmUp::toString).orElse("");
        double seconds = warmUps.stream().mapToDouble(WarmUp::seconds).max().orElse(0);
        for (int i = 0; i < measured; i++) {
            samples.get(i).add(Metric.WARM_UP_SECONDS, seconds);
            samples.get(i).write(order.run());
            order.run().append(order.ended(cells.get(i), outcome, reason));
        }
    }

    private int current() {
        return Math.min(windows / order.effort().allWindows(), cells.size() - 1);
    }
}
