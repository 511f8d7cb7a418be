package sockbench.bench;

import org.HdrHistogram.Histogram;

import sockbench.load.LoadResult;
import sockbench.results.Cell;
import sockbench.results.LatencyKind;
import sockbench.results.LatencyLog;
import sockbench.results.LatencyLog.Source;
import sockbench.results.Metric;
import sockbench.results.Percentiles;
import sockbench.results.RunDirectory;
import sockbench.results.Sample;

import java.io.IOException;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What one fork measured of one cell, kept in memory until it has ended well.
final class ForkSamples {
    private final Cell cell;
    private final ForkOrder order;
    private final Map<Metric, DoubleSummaryStatistics> windows = new EnumMap<>(Metric.class);
    private final List<Sample> samples = new ArrayList<>();
    private final Map<LatencyKind, Histogram> histograms = new EnumMap<>(LatencyKind.class);
    private int taken;

    ForkSamples(Cell cell, ForkOrder order) {
        this.cell = cell;
        this.order = order;
    }

    /// Takes one measured window: its values, and its histograms into those of the fork. The last
    /// of an iteration completes the samples of that.
    void window(LoadResult load, Map<Metric, Double> values) {
        values.forEach((metric, value) ->
                windows.computeIfAbsent(metric, first -> new DoubleSummaryStatistics())
                        .accept(value));
        taken++;
        if (taken % order.effort().windows() == 0) {
            iteration(taken / order.effort().windows());
        }
        merge(LatencyKind.RESPONSE, load.response());
        if (load.loop().isOpen()) {
            merge(LatencyKind.SERVICE, load.service());
            merge(LatencyKind.LAG, load.lag());
        }
    }

    /// Windows are equally long, so their mean is that of the iteration.
    private void iteration(int number) {
        windows.forEach((metric, values) -> add(number, metric, values.getAverage()));
        var cpu = windows.get(Metric.SERVER_CPU);
        if (cpu != null && cpu.getCount() > 1) {
            add(number, Metric.SERVER_CPU_UNDISTURBED, cpu.getMin());
        }
        windows.clear();
    }

    /// Takes a value of the whole fork.
    void add(Metric metric, double value) {
        add(0, metric, value);
    }

    /// Appends everything to the run.
    void write(RunDirectory run) throws IOException {
        Percentiles.of(histograms).forEach(this::add);
        new LatencyLog(run).append(Source.of(order.number(), cell), histograms);
        run.append(samples);
    }

    private void add(int iteration, Metric metric, double value) {
        samples.add(new Sample(cell, order.round(), order.number(), iteration, metric, value));
    }

    private void merge(LatencyKind kind, Histogram histogram) {
        histograms.merge(
                kind,
                histogram.copy(),
                (all, more) -> {
                    all.add(more);
                    return all;
                });
    }
}
