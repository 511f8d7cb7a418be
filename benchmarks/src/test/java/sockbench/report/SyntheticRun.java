package sockbench.report;

import com.google.gson.JsonParser;

import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.LatencyLog;
import sockbench.results.Plan;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.Sample;
import sockbench.results.Verdict;
import sockbench.results.Window;
import sockbench.results.WindowField;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A run that nobody measured, on a [SyntheticMachine]: the files a real run leaves, with every
/// kind of cell a report must show. A fork has all models of its conditions beside the reference.
public final class SyntheticRun {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    /// Its load curve ends in an overload.
    static final String OVERLOADED = SyntheticPlan.OVERLOADED;

    static final double OVERLOAD_PER_SECOND = SyntheticPlan.OVERLOAD_PER_SECOND;

    /// In one of its forks the cost changed while it was measured.
    static final String CHANGED = "VIRTUAL_THREADS";

    private static final int BLOCKS = 16;
    private static final String STOPPED =
            "70 of 72 cells of throughput within ± 2 % of the goal when the budget of 1 h was"
                    + " spent";

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
    public static void quick(RunDirectory directory) throws IOException {
        new SyntheticRun(directory, 3, false).write();
    }

    /// Closed loops only, with more forks.
    static void ranked(RunDirectory directory) throws IOException {
        new SyntheticRun(directory, 8, false).write();
    }

    /// One cell that did not run, with somebody's words everywhere.
    static void ofWords(RunDirectory directory, String words) throws IOException {
        var cell = SyntheticPlan.cell(Question.THROUGHPUT, words, 64, 0, 0);
        directory.write(
                new Plan(
                        directory.run(),
                        words,
                        words,
                        0.02,
                        words,
                        1,
                        List.of(Plan.PlannedCell.unavailable(cell, words)),
                        Map.of(words, words),
                        words));
    }

    private void write() throws IOException {
        var planned = new SyntheticPlan(rounds, openLoop).cells();
        var profile = openLoop ? "standard" : "quick";
        directory.write(
                new Plan(
                        directory.run(),
                        profile,
                        SyntheticMachine.REFERENCE,
                        0.02,
                        STOPPED,
                        20260301L,
                        planned,
                        Map.of("serverCpus", "1", "clientCpus", "0"),
                        "java -jar benchmarks.jar bench --profile " + profile));
        directory.writeJson("environment.json", JsonParser.parseString(ENVIRONMENT));
        var conditions = new LinkedHashMap<Cell, List<Cell>>();
        planned.stream()
                .filter(Plan.PlannedCell::isAvailable)
                .map(Plan.PlannedCell::cell)
                .forEach(cell ->
                        conditions
                                .computeIfAbsent(cell.withModel(""), like -> new ArrayList<>())
                                .add(cell));
        var order = new ArrayList<>(conditions.values());
        for (int round = 1; round <= rounds; round++) {
            Collections.shuffle(order, random);
            for (var cells : order) {
                fork(cells, round);
            }
        }
    }

    private void fork(List<Cell> cells, int round) throws IOException {
        forks++;
        var running = new ArrayList<Cell>();
        for (var cell : cells) {
            if (ended(cell, round)) {
                running.add(cell);
            }
        }
        directory.appendWindows(windows(running, round));
        for (var cell : running) {
            var histograms = machine.latencies(cell, BLOCKS);
            if (!histograms.isEmpty()) {
                latencies.append(LatencyLog.Source.of(forks, cell), histograms);
            }
            var samples = new ArrayList<Sample>();
            machine.samples(cell, BLOCKS)
                    .forEach((metric, value) ->
                            samples.add(new Sample(cell, round, forks, metric, value)));
            directory.append(samples);
        }
    }

    /// How a cell ended; whether it has windows.
    private boolean ended(Cell cell, int round) throws IOException {
        var outcome = Verdict.VALID;
        var reason = "";
        if (cell.model().equals("ASYNC_SELECT") && cell.connections() == 1024 && round == 2) {
            outcome = Verdict.FAILED;
            reason = "no answer within 10 s on connection 17";
        } else if (cell.model().equals("NIO2")
                && cell.question() == Question.ROUND_TRIP
                && round == 1) {
            outcome = Verdict.NOT_STEADY;
            reason = "throughput still varied by 9 % after 20 s of warm-up";
        } else if (cell.offeredPerSecond() == OVERLOAD_PER_SECOND) {
            outcome = Verdict.OVERLOAD;
            reason = "fell behind by more than a second";
        }
        directory.append(
                new Fork(forks, round, cell, START.plusSeconds(6L * forks), 5.4, outcome, reason));
        return outcome != Verdict.FAILED;
    }

    /// Subjects in a random order in each block, the reference among them.
    private List<Window> windows(List<Cell> cells, int round) {
        var windows = new ArrayList<Window>();
        var reference = cells.getFirst().withModel(SyntheticMachine.REFERENCE);
        var luck = new HashMap<String, Double>();
        cells.forEach(cell -> luck.put(cell.model(), machine.luck()));
        var ofReference = machine.luck();
        for (int block = 1; block <= BLOCKS; block++) {
            var phase = machine.phase();
            int position = 1;
            windows.add(
                    new Window(
                            forks,
                            reference,
                            Arm.REFERENCE,
                            block,
                            position,
                            values(reference, block, phase * ofReference)));
            for (var cell : cells) {
                position++;
                var dearer = phase * luck.getOrDefault(cell.model(), 1.0);
                windows.add(
                        new Window(
                                forks,
                                cell,
                                Arm.SUBJECT,
                                block,
                                position,
                                values(cell, block, dearer * change(cell, round, block))));
            }
        }
        return windows;
    }

    private static double change(Cell cell, int round, int block) {
        return cell.model().equals(CHANGED)
                        && cell.question() == Question.THROUGHPUT
                        && round == 2
                        && block > BLOCKS / 2
                ? 1.08
                : 1;
    }

    private Map<WindowField, Double> values(Cell cell, int block, double dearer) {
        var offered =
                cell.question() == Question.CAPACITY
                        ? (0.4 + 0.6 * block / BLOCKS) * SyntheticMachine.capacity(cell.model())
                        : cell.offeredPerSecond();
        var values = machine.window(cell, offered, dearer);
        if (cell.loop().isOpen()) {
            values.put(
                    WindowField.GENERATOR_LONGEST_GAP_NS,
                    block % SyntheticMachine.PREEMPTED_EVERY == 0 ? 3e6 : 4e5);
        }
        return values;
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
