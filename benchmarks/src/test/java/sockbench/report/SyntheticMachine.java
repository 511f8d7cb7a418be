package sockbench.report;

import org.HdrHistogram.Histogram;
import org.apache.commons.math3.distribution.NormalDistribution;

import sockbench.models.Models;
import sockbench.results.Cell;
import sockbench.results.LatencyKind;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.ServerKind;
import sockbench.results.WindowField;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// A machine that obeys queueing theory but for some noise, and whose CPUs become dearer for a
/// while for every program alike.
final class SyntheticMachine {
    static final String REFERENCE = "REACTOR";

    /// Server CPU per request in microseconds at 64 connections.
    private static final Map<String, Double> COST = costs();

    /// The models it serves with, in the order of the registry.
    static final Set<String> MODELS = COST.keySet();

    /// Its generator is late for this model's slowest requests.
    static final String LATE = "NIO2";

    /// In one of so many windows of an open loop somebody else has the generator's CPU.
    static final int PREEMPTED_EVERY = 8;

    private static final double CEILING_PER_SECOND = 165_000;
    private static final double GENERATOR_MICROS = 5.6;
    private static final int REQUESTS_PER_WINDOW = 600;

    private static final double[] DEVIATIONS =
            IntStream.range(0, 2000)
                    .mapToDouble(i ->
                            new NormalDistribution().inverseCumulativeProbability((i + 0.5) / 2000))
                    .toArray();

    private final Random random;

    SyntheticMachine(Random random) {
        this.random = random;
    }

    /// Requests per second at most, on one CPU and 64 connections.
    static double capacity(String model) {
        return 1e6 / cost(model);
    }

    private static double cost(String model) {
        return COST.getOrDefault(model, 2.0);
    }

    /// How much faster or slower than they are on average the same bytes run in a fresh JVM.
    double luck() {
        return Math.exp(0.004 * random.nextGaussian());
    }

    /// How dear the CPU is for everybody now.
    double phase() {
        return random.nextDouble() < 0.3 ? 1.3 : 1;
    }

    /// One window.
    ///
    /// @param offeredPerSecond 0 in a closed loop
    /// @param dearer by how much a request costs more than it does
    Map<WindowField, Double> window(Cell cell, double offeredPerSecond, double dearer) {
        var values = new EnumMap<WindowField, Double>(WindowField.class);
        if (cell.question() == Question.IDLE) {
            values.put(WindowField.WALL_NS, 1e8);
            values.put(
                    WindowField.SERVER_CPU_NS,
                    (Models.has(cell.model(), Models.Trait.SPINS)
                                    ? 99.7e6
                                    : 2_000 + 600 * random.nextDouble())
                            * dearer);
            return values;
        }
        var cost = cost(cell.model()) * scale(cell) * dearer * noise(0.008);
        var capacity = Math.max(1, cell.threads()) * 1e6 / cost;
        var rate = rate(cell, offeredPerSecond, capacity);
        var load = Math.min(0.98, rate / capacity);
        var wall = 1e9 * REQUESTS_PER_WINDOW / rate;
        counts(values, wall);
        cpu(values, cell, cell.loop().isOpen() ? cost * (1.5 - 0.5 * load) : cost, load, wall);
        var mean =
                cell.loop().isOpen() ? 48 / (1 - load) / 4 + 40 : cell.connections() * 1e6 / rate;
        values.put(WindowField.RESPONSE_MEAN_US, mean);
        values.put(WindowField.RESPONSE_P50_US, 0.95 * mean);
        values.put(
                WindowField.RESPONSE_P99_US,
                cell.question() == Question.CAPACITY
                        ? 300 / Math.max(0.01, 1 - rate / capacity)
                        : 2.2 * mean * noise(0.02));
        return values;
    }

    private double rate(Cell cell, double offeredPerSecond, double capacity) {
        var ceiling = CEILING_PER_SECOND / scale(cell) * noise(0.01);
        if (cell.serverKind() == ServerKind.CEILING) {
            return ceiling;
        }
        return offeredPerSecond > 0 ? offeredPerSecond : Math.min(capacity, 0.88 * ceiling);
    }

    private double noise(double deviation) {
        return Math.exp(deviation * random.nextGaussian());
    }

    private static double scale(Cell cell) {
        var grows = cell.model().equals("SELECT") || cell.model().equals("POLLING");
        return switch (cell.connections()) {
            case 1 -> 3.1;
            case 1024 -> grows ? 2.6 : 1.12;
            default -> 1;
        };
    }

    private static void counts(Map<WindowField, Double> values, double wall) {
        values.put(WindowField.WALL_NS, wall);
        values.put(WindowField.OFFERED, (double) REQUESTS_PER_WINDOW);
        values.put(WindowField.SENT, (double) REQUESTS_PER_WINDOW);
        values.put(WindowField.ANSWERED, (double) REQUESTS_PER_WINDOW);
        values.put(WindowField.COMPLETED, (double) REQUESTS_PER_WINDOW);
    }

    private void cpu(
            Map<WindowField, Double> values, Cell cell, double cost, double load, double wall) {
        var spins = Models.has(cell.model(), Models.Trait.SPINS);
        var nanos = spins ? wall : Math.min(wall * 2, cost * 1e3 * REQUESTS_PER_WINDOW);
        values.put(WindowField.SERVER_CPU_NS, nanos);
        values.put(WindowField.SERVER_USER_US, 0.27 * nanos / 1e3);
        values.put(WindowField.SERVER_SYSTEM_US, 0.73 * nanos / 1e3);
        values.put(
                WindowField.SERVER_WAKE_UPS,
                spins ? 0.0 : Math.ceil(REQUESTS_PER_WINDOW * (1 - 0.95 * load)));
        values.put(WindowField.SERVER_PREEMPTIONS, 1.0);
        values.put(
                WindowField.GENERATOR_CPU_NS,
                Math.min(wall, noise(0.01) * GENERATOR_MICROS * 1e3 * REQUESTS_PER_WINDOW));
        values.put(WindowField.GENERATOR_PREEMPTED_NS, 0.0);
    }

    /// What is known of a fork as a whole.
    Map<Metric, Double> samples(Cell cell, int windows) {
        var values = new EnumMap<Metric, Double>(Metric.class);
        var threaded = cell.model().startsWith("THREAD");
        values.put(
                Metric.SERVER_THREADS,
                threaded ? cell.connections() + 1.0 : Math.max(1, cell.threads()));
        if (cell.question() == Question.IDLE) {
            values.put(Metric.BYTES_PER_CONNECTION, 900 + 600 * cost(cell.model()) * noise(0.02));
            return values;
        }
        values.put(
                Metric.SERVER_RESIDENT,
                61e6 + 2e6 * random.nextDouble() + (threaded ? 5e4 * cell.connections() : 0));
        values.put(Metric.SERVER_GC, cell.model().startsWith("NETTY") ? 4.0 : 0.0);
        values.put(Metric.SERVER_ALLOCATED, cell.model().startsWith("NETTY") ? 31.0 : 0.0);
        values.put(Metric.SERVER_REQUESTS, (double) windows * REQUESTS_PER_WINDOW);
        values.put(Metric.REQUESTS_OUTSTANDING, 0.0);
        values.put(Metric.WARM_UP_SECONDS, 3.0);
        return values;
    }

    /// As many latencies as the windows of a fork have answers; none of a question that has none.
    Map<LatencyKind, Histogram> latencies(Cell cell, int windows) {
        var histograms = new EnumMap<LatencyKind, Histogram>(LatencyKind.class);
        if (cell.question() == Question.IDLE) {
            return histograms;
        }
        int count = windows * REQUESTS_PER_WINDOW;
        var load = Math.min(0.97, cell.offeredPerSecond() / capacity(cell.model()));
        var median =
                cell.loop().isOpen()
                        ? 45 / (1 - 0.8 * load)
                        : cell.connections() * cost(cell.model()) * scale(cell);
        var sigma = cell.loop().isOpen() ? 0.3 + 0.8 * load : 0.35;
        median *= noise(0.02);
        histograms.put(LatencyKind.RESPONSE, histogram(median, sigma, count));
        if (cell.loop().isOpen()) {
            var late = cell.model().equals(LATE) && load > 0.6;
            histograms.put(
                    LatencyKind.SERVICE, histogram(median, late ? 0.7 * sigma : sigma, count));
            histograms.put(LatencyKind.LAG, histogram(3, 0.6, count));
            histograms.put(
                    LatencyKind.UNPREEMPTED,
                    histogram(
                            median,
                            0.9 * sigma,
                            count - windows / PREEMPTED_EVERY * REQUESTS_PER_WINDOW));
            histograms.put(
                    LatencyKind.UNPREEMPTED_SERVICE,
                    histogram(
                            median,
                            0.9 * sigma,
                            count - windows / PREEMPTED_EVERY * REQUESTS_PER_WINDOW));
        }
        return histograms;
    }

    /// Log-normal with the given median in microseconds.
    private static Histogram histogram(double medianMicros, double sigma, int count) {
        var histogram = new Histogram(3);
        for (int i = 0; i < DEVIATIONS.length; i++) {
            var share = count / DEVIATIONS.length + (i < count % DEVIATIONS.length ? 1 : 0);
            histogram.recordValueWithCount(
                    (long) (1000 * medianMicros * Math.exp(sigma * DEVIATIONS[i])), share);
        }
        histogram.setStartTimeStamp(SyntheticRun.START.toEpochMilli());
        histogram.setEndTimeStamp(SyntheticRun.START.plusSeconds(3).toEpochMilli());
        return histogram;
    }

    private static Map<String, Double> costs() {
        var costs = new LinkedHashMap<String, Double>();
        var names =
                "BLOCKING THREAD_PER_CONNECTION VIRTUAL_THREADS POLLING SELECT ASYNC_SELECT"
                    + " EVENT_SELECT OVERLAPPED_EVENT OVERLAPPED_ROUTINE COMPLETION_PORT REACTOR"
                    + " MULTI_REACTOR NIO2 EPOLL IO_URING NETTY_NIO NETTY_EPOLL NETTY_IO_URING";
        double[] relative = {
            2.2, 1.7, 1.45, 6.5, 1.02, 1.15, 1.56, 1.06, 0.74, 0.80, 1.0, 1.03, 1.36, 0.9, 0.74,
            1.31, 1.22, 0.95
        };
        var split = names.split(" ", -1);
        for (int i = 0; i < split.length; i++) {
            costs.put(split[i], 7.1 * relative[i]);
        }
        return costs;
    }
}
