package sockbench.report;

import static sockbench.results.Metric.*;

import com.google.gson.JsonParser;

import org.HdrHistogram.Histogram;

import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.LatencyKind;
import sockbench.results.LatencyLog;
import sockbench.results.Loop;
import sockbench.results.Metric;
import sockbench.results.Plan;
import sockbench.results.Question;
import sockbench.results.RunDirectory;
import sockbench.results.Sample;
import sockbench.results.Verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A run that nobody measured: queueing theory and noise from a fixed seed, in the files a real run
/// leaves, with every kind of cell a report must show.
final class SyntheticRun {
    /// Server CPU per request in microseconds at 64 connections.
    private static final Map<String, Double> COST = costs();

    private static final int CEILING_PER_SECOND = 165_000;
    private static final int LATENCIES_PER_FORK = 6_000;
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final RunDirectory directory;
    private final LatencyLog latencies;
    private final Random random = new Random(42);
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

    private static Map<String, Double> costs() {
        var costs = new LinkedHashMap<String, Double>();
        var names =
                "BLOCKING THREAD_PER_CONNECTION VIRTUAL_THREADS POLLING SELECT ASYNC_SELECT"
                    + " EVENT_SELECT OVERLAPPED_EVENT OVERLAPPED_ROUTINE COMPLETION_PORT REACTOR"
                    + " MULTI_REACTOR NIO2 EPOLL IO_URING NETTY_NIO NETTY_EPOLL NETTY_IO_URING";
        double[] relative = {
            2.2, 1.7, 1.45, 6.5, 1.02, 1.15, 1.56, 1.06, 0.74, 0.80, 1.1, 1.12, 1.36, 1.0, 0.74,
            1.31, 1.22, 0.95
        };
        var split = names.split(" ", -1);
        for (int i = 0; i < split.length; i++) {
            costs.put(split[i], 7.1 * relative[i]);
        }
        return costs;
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
            COST.keySet()
                    .forEach(model ->
                            add(cells, cell(Question.THROUGHPUT, model, connections, 0, 0)));
        }
        add(cells, cell(Question.THROUGHPUT, "EPOLL", 64, 0, 0).again());
        for (var model : COST.keySet()) {
            add(cells, cell(Question.ROUND_TRIP, model, 1, 0, 0));
            add(cells, cell(Question.IDLE, model, 1024, 0, 0));
        }
        for (var model : List.of("MULTI_REACTOR", "NIO2", "COMPLETION_PORT", "EPOLL", "IO_URING")) {
            add(cells, cell(Question.THROUGHPUT, model, 64, 0, 2));
        }
        if (openLoop) {
            COST.keySet().forEach(model -> addLoadCurve(cells, model));
        }
        return cells;
    }

    private void addLoadCurve(List<Plan.PlannedCell> cells, String model) {
        add(cells, cell(Question.CAPACITY, model, 64, 0, 0));
        for (double share : new double[] {0.3, 0.5, 0.7, 0.9}) {
            add(cells, cell(Question.LOAD_CURVE, model, 64, share * 1e6 / (7.1 * 1.7), 0));
            if (!model.equals("THREAD_PER_CONNECTION")) {
                add(cells, cell(Question.LOAD_CURVE, model, 64, share * capacity(model), 0));
            }
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

    private static double capacity(String model) {
        return 1e6 / COST.getOrDefault(model, 2.0);
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
        var samples = new ArrayList<Sample>();
        measure(cell, number)
                .forEach((metric, value) ->
                        samples.add(new Sample(cell, round, number, 0, metric, value)));
        directory.append(samples);
    }

    private Map<Metric, Double> measure(Cell cell, int fork) {
        var values = new EnumMap<Metric, Double>(Metric.class);
        double speed = Math.exp(0.012 * random.nextGaussian());
        double cost = COST.getOrDefault(cell.startedModel(), 2.0) * speed * scale(cell);
        if (cell.question() == Question.IDLE) {
            values.put(
                    IDLE_CPU,
                    cell.model().equals("POLLING") ? 997_000.0 : 20 + 8 * random.nextDouble());
            values.put(BYTES_PER_CONNECTION, 900 + 600 * cost * speed);
            values.put(KERNEL_BYTES_PER_CONNECTION, 2_400 * speed);
            return values;
        }
        double threads = Math.max(1, cell.threads());
        double ceiling = CEILING_PER_SECOND / scale(cell) * Math.exp(0.03 * random.nextGaussian());
        double capacity = threads * 1e6 / cost;
        double rate =
                cell.offeredPerSecond() > 0
                        ? Math.min(cell.offeredPerSecond(), capacity)
                        : Math.min(
                                capacity * Math.exp(0.05 * random.nextGaussian()), 0.88 * ceiling);
        if (cell.model().equals(Cell.NULL_SERVER)) {
            rate = ceiling;
        }
        if (cell.question() == Question.CAPACITY) {
            values.put(CAPACITY_PER_SECOND, 0.93 * capacity);
            values.put(OBJECTIVE_P99, 900.0);
        }
        resources(cell, values, cost, rate);
        counts(cell, values, rate, ceiling);
        latency(cell, values, rate, capacity, fork);
        return values;
    }

    private static double scale(Cell cell) {
        var grows = cell.startedModel().equals("SELECT") || cell.startedModel().equals("POLLING");
        return switch (cell.connections()) {
            case 1 -> 3.1;
            case 1024 -> grows ? 2.6 : 1.12;
            default -> 1;
        };
    }

    private void resources(Cell cell, Map<Metric, Double> values, double cost, double rate) {
        var threaded = cell.model().startsWith("THREAD");
        values.put(SERVER_CPU, cost);
        values.put(SERVER_CPU_USER, 0.27 * cost);
        values.put(SERVER_CPU_SYSTEM, 0.73 * cost);
        values.put(SERVER_BUSY, Math.min(1, rate * cost / 1e6));
        values.put(VOLUNTARY_SWITCHES, threaded ? 1.1 : 0.02 + 0.01 * random.nextDouble());
        values.put(INVOLUNTARY_SWITCHES, 0.001 + 0.001 * random.nextDouble());
        values.put(
                SERVER_THREADS, threaded ? cell.connections() + 1.0 : Math.max(1, cell.threads()));
        values.put(
                SERVER_RESIDENT,
                61e6 + 2e6 * random.nextDouble() + (threaded ? 5e4 * cell.connections() : 0));
        values.put(SERVER_GC, cell.model().startsWith("NETTY") ? 4.0 : 0.0);
        values.put(SERVER_ALLOCATED, cell.model().startsWith("NETTY") ? 31.0 : 0.0);
        values.put(CLIENT_CPU, 5.6 + 0.1 * random.nextGaussian());
    }

    private void counts(Cell cell, Map<Metric, Double> values, double rate, double ceiling) {
        double sent = Math.round(rate * 3);
        values.put(REQUESTS_PER_SECOND, rate);
        if (cell.loop().isOpen()) {
            values.put(OFFERED_PER_SECOND, cell.offeredPerSecond());
        }
        values.put(SENT_PER_SECOND, Math.max(rate, Math.min(cell.offeredPerSecond(), rate * 1.1)));
        values.put(REQUESTS_SENT, sent);
        values.put(REQUESTS_ANSWERED, sent);
        values.put(SERVER_REQUESTS, sent);
        values.put(REQUESTS_OUTSTANDING, 0.0);
        values.put(CLIENT_BUSY, Math.min(1, rate / ceiling));
        values.put(LITTLES_LAW_ERROR, 0.004 + 0.004 * random.nextDouble());
        values.put(WARM_UP_SECONDS, 3.0);
    }

    private void latency(
            Cell cell, Map<Metric, Double> values, double rate, double capacity, int fork) {
        double load = Math.min(0.97, rate / capacity);
        double median =
                cell.loop().isOpen() ? 45 / (1 - 0.8 * load) : cell.connections() * 1e6 / rate;
        var service = histogram(median, 0.25 + 0.5 * load);
        var lag = histogram(3, 0.6);
        var histograms = new EnumMap<LatencyKind, Histogram>(LatencyKind.class);
        histograms.put(
                LatencyKind.RESPONSE,
                cell.loop().isOpen() ? histogram(median * 1.1, 0.3 + 0.8 * load) : service);
        if (cell.loop().isOpen()) {
            histograms.put(LatencyKind.SERVICE, service);
            histograms.put(LatencyKind.LAG, lag);
            values.put(SERVICE_P50, micros(service, 50));
            values.put(SERVICE_P99, micros(service, 99));
            values.put(LAG_P50, micros(lag, 50));
            values.put(LAG_P99, micros(lag, 99));
            values.put(LAG_MAX, micros(lag, 100));
        }
        var response = histograms.get(LatencyKind.RESPONSE);
        values.put(RESPONSE_MEAN, response.getMean() / 1000);
        values.put(RESPONSE_P50, micros(response, 50));
        values.put(RESPONSE_P90, micros(response, 90));
        values.put(RESPONSE_P99, micros(response, 99));
        values.put(RESPONSE_P999, micros(response, 99.9));
        values.put(RESPONSE_MAX, micros(response, 100));
        try {
            latencies.append(LatencyLog.Source.of(fork, cell), histograms);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /// Log-normal with the given median in microseconds.
    private Histogram histogram(double medianMicros, double sigma) {
        var histogram = new Histogram(3);
        for (int i = 0; i < LATENCIES_PER_FORK; i++) {
            histogram.recordValue(
                    (long) (1000 * medianMicros * Math.exp(sigma * random.nextGaussian())));
        }
        histogram.setStartTimeStamp(START.toEpochMilli());
        histogram.setEndTimeStamp(START.plusSeconds(3).toEpochMilli());
        return histogram;
    }

    private static double micros(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e3;
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
