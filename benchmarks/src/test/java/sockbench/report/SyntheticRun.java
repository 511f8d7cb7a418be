package sockbench.report;

import com.google.gson.JsonParser;

import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.LatencyLog;
import sockbench.results.Loop;
import sockbench.results.Metric;
import sockbench.results.Plan;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.Sample;
import sockbench.results.Verdict;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A run that nobody measured, on a [SyntheticMachine]: the files a real run leaves, with every
/// kind of cell a report must show.
final class SyntheticRun {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    /// Its load curve ends in an overload.
    static final String OVERLOADED = "EPOLL";

    static final double OVERLOAD_PER_SECOND =
            Math.round(1.08 * SyntheticMachine.capacity(OVERLOADED));

    private final RunDirectory directory;
    private final LatencyLog latencies;
    private final Random random = new Random(42);
    private final SyntheticMachine machine = new SyntheticMachine(random);
    private final int rounds;
    private final boolean openLoop;
    private int forks;

    private SyntheticRun(RunDirectory directory, int rounds, boolean openLoop) {
        this.directory = directory;
        this.latencies = new LatencyLog(directory);
        this.rounds = rounds;
        this.openLoop = openLoop;
    }

    /// Every question.
    static void standard(RunDirectory directory) throws IOException {
        new SyntheticRun(directory, 5, true).write();
    }

    /// Closed loops only.
    static void quick(RunDirectory directory) throws IOException {
        new SyntheticRun(directory, 3, false).write();
    }

    /// Closed loops only, with forks enough to rank all models.
    static void ranked(RunDirectory directory) throws IOException {
        new SyntheticRun(directory, 8, false).write();
    }

    /// One cell that did not run, with somebody's words everywhere.
    static void ofWords(RunDirectory directory, String words) throws IOException {
        var cell = cell(Question.THROUGHPUT, "EPOLL", 64, 0, 0);
        directory.write(
                new Plan(
                        directory.run(),
                        words,
                        1,
                        List.of(Plan.PlannedCell.unavailable(cell, words)),
                        Map.of(words, words),
                        words));
    }

    private void write() throws IOException {
        var planned = plan();
        directory.write(
                new Plan(
                        directory.run(),
                        openLoop ? "standard" : "quick",
                        20260301L,
                        planned,
                        Map.of("serverCpus", "1", "clientCpus", "0"),
                        "java -jar benchmarks.jar bench --profile "
                                + (openLoop ? "standard" : "quick")));
        directory.writeJson("environment.json", JsonParser.parseString(ENVIRONMENT));
        var available = new ArrayList<Cell>();
        planned.stream()
                .filter(Plan.PlannedCell::isAvailable)
                .forEach(p -> available.add(p.cell()));
        for (int round = 1; round <= rounds; round++) {
            Collections.shuffle(available, random);
            for (var cell : available) {
                run(cell, round);
            }
        }
    }

    private List<Plan.PlannedCell> plan() {
        var cells = new ArrayList<Plan.PlannedCell>();
        for (int connections : new int[] {1, 64, 1024}) {
            add(cells, cell(Question.CEILING, Cell.NULL_SERVER, connections, 0, 0));
            SyntheticMachine.MODELS.forEach(
                    model -> add(cells, cell(Question.THROUGHPUT, model, connections, 0, 0)));
        }
        add(cells, cell(Question.THROUGHPUT, "EPOLL", 64, 0, 0).again());
        for (var model : SyntheticMachine.MODELS) {
            add(cells, cell(Question.ROUND_TRIP, model, 1, 0, 0));
            add(cells, cell(Question.IDLE, model, 1024, 0, 0));
        }
        for (var model : List.of("MULTI_REACTOR", "NIO2", "COMPLETION_PORT", "EPOLL", "IO_URING")) {
            add(cells, cell(Question.THROUGHPUT, model, 64, 0, 2));
        }
        if (openLoop) {
            SyntheticMachine.MODELS.forEach(model -> addLoadCurve(cells, model));
        }
        return cells;
    }

    private void addLoadCurve(List<Plan.PlannedCell> cells, String model) {
        add(cells, cell(Question.CAPACITY, model, 64, 0, 0));
        for (double share : new double[] {0.3, 0.5, 0.7, 0.9}) {
            add(cells, cell(Question.LOAD_CURVE, model, 64, share * 1e6 / (7.1 * 1.7), 0));
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
        if (model.equals(OVERLOADED)) {
            add(cells, cell(Question.LOAD_CURVE, model, 64, OVERLOAD_PER_SECOND, 0));
        }
    }

    private void add(List<Plan.PlannedCell> cells, Cell cell) {
        var reason = "";
        if (cell.model().equals("BLOCKING") && cell.connections() > 1) {
            reason = "serves one connection at a time";
        } else if (cell.model().equals("NETTY_IO_URING")) {
            reason = "io_uring_setup: Operation not permitted";
        }
        cells.add(
                reason.isEmpty()
                        ? Plan.PlannedCell.available(cell, rounds)
                        : Plan.PlannedCell.unavailable(cell, reason));
    }

    private static Cell cell(
            Question question, String model, int connections, double offered, int threads) {
        var open = question == Question.CAPACITY || question == Question.LOAD_CURVE;
        return new Cell(
                question,
                model,
                connections,
                64,
                open ? Loop.OPEN_POISSON : Loop.CLOSED,
                Math.round(offered),
                threads);
    }

    private void run(Cell cell, int round) throws IOException {
        int number = ++forks;
        var failed =
                cell.model().equals("ASYNC_SELECT") && cell.connections() == 1024 && round == 2;
        var outcome = failed ? Verdict.FAILED : Verdict.VALID;
        var reason = failed ? "no answer within 10 s on connection 17" : "";
        if (cell.model().equals("NIO2") && cell.question() == Question.ROUND_TRIP && round == 1) {
            outcome = Verdict.NOT_STEADY;
            reason = "throughput still varied by 9 % after 20 s of warm-up";
        }
        directory.append(
                new Fork(
                        number, round, cell, START.plusSeconds(6L * number), 5.4, outcome, reason));
        if (failed) {
            return;
        }
        var measured = machine.measure(cell);
        if (!measured.latencies().isEmpty()) {
            latencies.append(LatencyLog.Source.of(number, cell), measured.latencies());
        }
        var samples = new ArrayList<Sample>();
        measured.values()
                .forEach((metric, value) ->
                        samples.add(
                                new Sample(cell, round, number, iteration(metric), metric, value)));
        directory.append(samples);
    }

    /// One for all but what belongs to the whole fork.
    private static int iteration(Metric metric) {
        return metric.id().startsWith("response_") || metric.id().startsWith("service_") ? 0 : 1;
    }

    private static final String ENVIRONMENT =
            """
            {"id": "9f31c2ab",
             "identity": {"cpu": "Example CPU @ 2.60GHz", "cpus": "2", "virtual machine": "kvm",
                          "kernel": "Linux 6.18.0", "memory": "8 GB", "jdk": "Example 25.0.1+8"},
             "details": {"clock source": "tsc", "swap in use": "no"},
             "warnings": ["the host takes 4.2 % of the CPU time away (limit 2 %); quote ratios, not absolute times"]}
            """;
}
