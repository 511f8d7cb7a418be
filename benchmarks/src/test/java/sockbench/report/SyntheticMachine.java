package sockbench.report;

import static sockbench.results.Metric.*;

import org.HdrHistogram.Histogram;

import sockbench.results.Cell;
import sockbench.results.LatencyKind;
import sockbench.results.Metric;
import sockbench.results.Question;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// A machine that obeys queueing theory but for some noise.
final class SyntheticMachine {
    /// Server CPU per request in microseconds at 64 connections.
    private static final Map<String, Double> COST = costs();

    /// The models it serves with, in the order of the registry.
    static final Set<String> MODELS = COST.keySet();

    private static final int CEILING_PER_SECOND = 165_000;
    private static final int LATENCIES_PER_FORK = 6_000;

    private final Random random;

    SyntheticMachine(Random random) {
        this.random = random;
    }

    /// Requests per second at most, on one CPU and 64 connections.
    static double capacity(String model) {
        return 1e6 / COST.getOrDefault(model, 2.0);
    }

    /// What one fork of a cell leaves.
    ///
    /// @param latencies empty if the question has none
    record Measured(Map<Metric, Double> values, Map<LatencyKind, Histogram> latencies) {}

    Measured measure(Cell cell) {
        var values = new EnumMap<Metric, Double>(Metric.class);
        double speed = Math.exp(0.012 * random.nextGaussian());
        double cost = COST.getOrDefault(cell.startedModel(), 2.0) * speed * scale(cell);
        if (cell.question() == Question.IDLE) {
            values.put(
                    IDLE_CPU,
                    cell.model().equals("POLLING") ? 997_000.0 : 20 + 8 * random.nextDouble());
            values.put(BYTES_PER_CONNECTION, 900 + 600 * cost * speed);
            return new Measured(values, Map.of());
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
        return new Measured(values, latency(cell, values, rate, capacity));
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

    private Map<LatencyKind, Histogram> latency(
            Cell cell, Map<Metric, Double> values, double rate, double capacity) {
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
        return histograms;
    }

    /// Log-normal with the given median in microseconds.
    private Histogram histogram(double medianMicros, double sigma) {
        var histogram = new Histogram(3);
        for (int i = 0; i < LATENCIES_PER_FORK; i++) {
            histogram.recordValue(
                    (long) (1000 * medianMicros * Math.exp(sigma * random.nextGaussian())));
        }
        histogram.setStartTimeStamp(SyntheticRun.START.toEpochMilli());
        histogram.setEndTimeStamp(SyntheticRun.START.plusSeconds(3).toEpochMilli());
        return histogram;
    }

    private static double micros(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e3;
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
}
