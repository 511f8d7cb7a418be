package sockbench.findings;

import sockbench.measured.RecordedRun;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.LatencyLog;
import sockbench.results.LatencyLog.Source;
import sockbench.results.LoopType;
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
import java.util.List;
import java.util.Map;

/// A run directory written by hand, in which every cell has forks of its own.
public final class SmallRun {
    public static final Cell EPOLL = cell("EPOLL");
    public static final Cell NETTY = cell("NETTY_EPOLL");
    public static final Cell REACTOR = cell("REACTOR");

    private final RunDirectory directory;
    private final int rounds;
    private final List<PlannedCell> cells = new ArrayList<>();
    private String reference = "REACTOR";
    private String stopped = "";
    private int forks;

    public SmallRun(Path results, String name, int rounds) {
        this.directory = new RunDirectory(results.resolve(name));
        this.rounds = rounds;
    }

    public static Cell cell(String model) {
        return new Cell(Question.THROUGHPUT, model, 64, 64, LoopType.CLOSED, 0, 0);
    }

    static Cell ceiling() {
        return new Cell(Question.CEILING, Cell.NULL_SERVER, 64, 64, LoopType.CLOSED, 0, 0);
    }

    public static Cell open(String model, double perSecond) {
        return new Cell(Question.LOAD_CURVE, model, 64, 64, LoopType.OPEN_POISSON, perSecond, 0);
    }

    public SmallRun against(String other) {
        reference = other;
        return this;
    }

    SmallRun stopped(String why) {
        stopped = why;
        return this;
    }

    public SmallRun plan(Cell cell) {
        return plan(cell, "");
    }

    public SmallRun plan(Cell cell, String unavailable) {
        cells.add(
                unavailable.isEmpty()
                        ? PlannedCell.available(cell, rounds)
                        : PlannedCell.unavailable(cell, unavailable));
        return this;
    }

    /// Plans a cell and runs one healthy fork for each CPU cost. The reference costs 10 µs.
    public SmallRun measured(Cell cell, double... cpuMicros) throws IOException {
        plan(cell);
        for (double cpu : cpuMicros) {
            fork(new SmallFork(cell, cpu));
        }
        return this;
    }

    public SmallRun fork(SmallFork fork) throws IOException {
        var cell = fork.cell();
        ended(cell, Verdict.VALID, "");
        directory.appendWindows(fork.windows(forks, reference));
        return histograms(fork).samples(cell, fork.samples());
    }

    /// A fork of a question that needs no windows.
    public SmallRun fork(Cell cell, Map<Metric, Double> values) throws IOException {
        return ended(cell, Verdict.VALID, "").samples(cell, values);
    }

    private SmallRun histograms(SmallFork fork) throws IOException {
        new LatencyLog(directory).append(Source.of(forks, fork.cell()), fork.latencies());
        return samples(fork.cell(), Percentiles.of(fork.latencies()));
    }

    private SmallRun samples(Cell cell, Map<Metric, Double> values) throws IOException {
        directory.append(
                values.entrySet().stream()
                        .map(value ->
                                new Sample(cell, round(), forks, value.getKey(), value.getValue()))
                        .toList());
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
        directory.write(
                new Plan(
                        directory.run(),
                        "quick",
                        reference,
                        0.02,
                        stopped,
                        7,
                        cells,
                        Map.of(),
                        "bench --seed 7"));
        return directory;
    }

    public RecordedRun read() throws IOException {
        return RecordedRun.read(write());
    }

    private int round() {
        return 1 + (forks - 1) % rounds;
    }
}
