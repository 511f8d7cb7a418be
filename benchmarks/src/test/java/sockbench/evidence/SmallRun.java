package sockbench.evidence;

import org.HdrHistogram.Histogram;

import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.LatencyKind;
import sockbench.results.LatencyLog;
import sockbench.results.LatencyLog.Source;
import sockbench.results.Loop;
import sockbench.results.Metric;
import sockbench.results.Percentiles;
import sockbench.results.Plan;
import sockbench.results.Plan.PlannedCell;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.Sample;
import sockbench.results.Verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A run directory written by hand: every fork of every cell is as healthy as the test leaves it.
public final class SmallRun {
    public static final Cell EPOLL = cell("EPOLL");
    public static final Cell NETTY = cell("NETTY_EPOLL");

    private final RunDirectory directory;
    private final int rounds;
    private final List<PlannedCell> cells = new ArrayList<>();
    private int forks;

    public SmallRun(Path results, String name, int rounds) {
        this.directory = new RunDirectory(results.resolve(name));
        this.rounds = rounds;
    }

    static Cell cell(String model) {
        return new Cell(Question.THROUGHPUT, model, 64, 64, Loop.CLOSED, 0, 0);
    }

    static Cell ceiling() {
        return new Cell(Question.CEILING, Cell.NULL_SERVER, 64, 64, Loop.CLOSED, 0, 0);
    }

    /// What one healthy fork measures at `cpu` µs of server CPU per request.
    static Map<Metric, Double> healthy(double cpu) {
        var values = new EnumMap<Metric, Double>(Metric.class);
        values.put(Metric.REQUESTS_PER_SECOND, 1e6 / cpu);
        values.put(Metric.SERVER_CPU, cpu);
        values.put(Metric.SERVER_BUSY, 0.99);
        values.put(Metric.SERVER_THREADS, 1.0);
        values.put(Metric.SERVER_RESIDENT, 100e6);
        values.put(Metric.CLIENT_BUSY, 0.5);
        values.put(Metric.REQUESTS_SENT, 1000.0);
        values.put(Metric.REQUESTS_ANSWERED, 1000.0);
        values.put(Metric.REQUESTS_OUTSTANDING, 0.0);
        values.put(Metric.SERVER_REQUESTS, 1000.0);
        values.put(Metric.LITTLES_LAW_ERROR, 0.01);
        return values;
    }

    SmallRun plan(Cell cell) {
        return plan(cell, "");
    }

    SmallRun plan(Cell cell, String unavailable) {
        cells.add(
                unavailable.isEmpty()
                        ? PlannedCell.available(cell, rounds)
                        : PlannedCell.unavailable(cell, unavailable));
        return this;
    }

    /// Plans a cell and runs one healthy fork for each CPU cost.
    public SmallRun measured(Cell cell, double... cpuMicros) throws IOException {
        plan(cell);
        for (double cpu : cpuMicros) {
            fork(cell, healthy(cpu));
        }
        return this;
    }

    /// A fork with two iterations and 5,000 latencies, the slowest 1 % ten times the others.
    SmallRun fork(Cell cell, Map<Metric, Double> values) throws IOException {
        return fork(cell, values, 5000);
    }

    SmallRun fork(Cell cell, Map<Metric, Double> values, int latencies) throws IOException {
        ended(cell, Verdict.VALID, "");
        var samples = new ArrayList<Sample>();
        for (int iteration = 1; iteration <= 2; iteration++) {
            for (var value : values.entrySet()) {
                samples.add(sample(cell, iteration, value.getKey(), value.getValue()));
            }
        }
        var micros = 64 * values.getOrDefault(Metric.SERVER_CPU, 1.0);
        var histograms = Map.of(LatencyKind.RESPONSE, histogram(micros, latencies));
        Percentiles.of(histograms)
                .forEach((metric, value) -> samples.add(sample(cell, 0, metric, value)));
        new LatencyLog(directory).append(Source.of(forks, cell), histograms);
        directory.append(samples);
        return this;
    }

    /// The least window of each iteration of the last fork.
    SmallRun windows(Cell cell, List<Double> cpuMicros) throws IOException {
        var samples = new ArrayList<Sample>();
        for (double cpu : cpuMicros) {
            int iteration = samples.size() + 1;
            samples.add(sample(cell, iteration, Metric.SERVER_CPU_UNDISTURBED, cpu));
        }
        directory.append(samples);
        return this;
    }

    /// Only how a fork ended.
    SmallRun ended(Cell cell, Verdict outcome, String reason) throws IOException {
        forks++;
        directory.append(
                new Fork(
                        forks,
                        round(),
                        cell,
                        Instant.EPOCH.plusSeconds(forks),
                        1,
                        outcome,
                        reason));
        return this;
    }

    public RunDirectory write() throws IOException {
        directory.write(new Plan(directory.run(), "quick", 7, cells, Map.of(), "bench --seed 7"));
        return directory;
    }

    Run read() throws IOException {
        return Run.read(write());
    }

    private Sample sample(Cell cell, int iteration, Metric metric, double value) {
        return new Sample(cell, round(), forks, iteration, metric, value);
    }

    private int round() {
        return 1 + (forks - 1) % rounds;
    }

    private static Histogram histogram(double micros, int count) {
        var histogram = new Histogram(3);
        histogram.setStartTimeStamp(0);
        histogram.setEndTimeStamp(1000);
        var slow = count / 100;
        histogram.recordValueWithCount(Math.round(micros * 1000), count - slow);
        if (slow > 0) {
            histogram.recordValueWithCount(Math.round(micros * 10_000), slow);
        }
        return histogram;
    }
}
