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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What one fork measured of one cell, kept in memory until it has ended well.
final class ForkSamples {
    private final Cell cell;
    private final int round;
    private final int fork;
    private final List<Sample> samples = new ArrayList<>();
    private final Map<LatencyKind, Histogram> histograms = new EnumMap<>(LatencyKind.class);
    private int iterations;

    ForkSamples(Cell cell, int round, int fork) {
        this.cell = cell;
        this.round = round;
        this.fork = fork;
    }

    /// Takes one measured iteration: its values, and its histograms into those of the fork.
    void iteration(LoadResult load, Map<Metric, Double> values) {
        iterations++;
        values.forEach((metric, value) -> add(iterations, metric, value));
        merge(LatencyKind.RESPONSE, load.response());
        if (load.loop().isOpen()) {
            merge(LatencyKind.SERVICE, load.service());
            merge(LatencyKind.LAG, load.lag());
        }
    }

    /// Takes a value of the whole fork.
    void add(Metric metric, double value) {
        add(0, metric, value);
    }

    /// Appends everything to the run.
    void write(RunDirectory run) throws IOException {
        Percentiles.of(histograms).forEach(this::add);
        new LatencyLog(run).append(Source.of(fork, cell), histograms);
        run.append(samples);
    }

    private void add(int iteration, Metric metric, double value) {
        samples.add(new Sample(cell, round, fork, iteration, metric, value));
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
