package sockbench.evidence;

import sockbench.results.LatencyKind;
import sockbench.results.Loop;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.stats.Estimate.Center;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What statistics need to know about a metric.
public final class Metrics {
    private Metrics() {}

    /// The numbers a question is asked for, the most important first. Models are compared by them.
    public static List<Metric> headline(Question question) {
        return switch (question) {
            case CEILING -> List.of(Metric.REQUESTS_PER_SECOND);
            case THROUGHPUT ->
                    List.of(
                            Metric.REQUESTS_PER_SECOND,
                            Metric.SERVER_CPU,
                            Metric.TOTAL_CPU,
                            Metric.RESPONSE_P50,
                            Metric.RESPONSE_P99);
            case NIO_GENERATOR ->
                    List.of(Metric.SERVER_CPU, Metric.TOTAL_CPU, Metric.REQUESTS_PER_SECOND);
            case ROUND_TRIP ->
                    List.of(
                            Metric.RESPONSE_P50,
                            Metric.RESPONSE_P99,
                            Metric.SERVER_CPU,
                            Metric.TOTAL_CPU);
            case CAPACITY -> List.of(Metric.CAPACITY_PER_SECOND);
            case LOAD_CURVE ->
                    List.of(
                            Metric.RESPONSE_P99,
                            Metric.UNPREEMPTED_P99,
                            Metric.RESPONSE_P50,
                            Metric.SERVER_CPU,
                            Metric.TOTAL_CPU);
            case EFFICIENCY ->
                    List.of(
                            Metric.SERVER_CPU,
                            Metric.TOTAL_CPU,
                            Metric.CLIENT_CPU,
                            Metric.RESPONSE_MEAN,
                            Metric.REQUESTS_PER_WAKE_UP);
            case IDLE -> List.of(Metric.IDLE_CPU, Metric.BYTES_PER_CONNECTION);
        };
    }

    /// What stands for all forks where there is no reference: the median of what is a percentile or
    /// may be 0.
    static Center center(Metric metric, double... forks) {
        return isPercentile(metric) || Arrays.stream(forks).anyMatch(value -> !(value > 0))
                ? Center.MEDIAN
                : Center.GEOMETRIC;
    }

    static boolean isLatency(Metric metric) {
        return metric.id().startsWith("response_")
                || metric.id().startsWith("service_")
                || metric.id().startsWith("lag_");
    }

    /// Minimum and maximum are percentiles, too.
    static boolean isPercentile(Metric metric) {
        return isLatency(metric) && metric != Metric.RESPONSE_MEAN;
    }

    static LatencyKind kind(Metric latency) {
        return LatencyKind.valueOf(latency.name().substring(0, latency.name().indexOf('_')));
    }

    /// Whether it is CPU time of the server, alone or with the generator's.
    static boolean isServerCost(Metric metric) {
        return switch (metric) {
            case SERVER_CPU, TOTAL_CPU, SERVER_CPU_USER, SERVER_CPU_SYSTEM -> true;
            default -> false;
        };
    }

    /// The quantile of a percentile; 0 for anything that needs no minimum of observations.
    static double quantile(Metric metric) {
        return switch (metric) {
            case RESPONSE_P90 -> 0.9;
            case RESPONSE_P99, UNPREEMPTED_P99, SERVICE_P99, LAG_P99 -> 0.99;
            case RESPONSE_P999, SERVICE_P999 -> 0.999;
            case RESPONSE_P9999 -> 0.9999;
            default -> 0;
        };
    }

    /// How a sentence goes on after the model's name, e.g. *needs … the server CPU per request*.
    static String verb(Metric metric) {
        return switch (metric) {
            case REQUESTS_PER_SECOND -> "completes";
            case CAPACITY_PER_SECOND -> "sustains";
            case SERVER_CPU,
                    TOTAL_CPU,
                    CLIENT_CPU,
                    SERVER_CPU_USER,
                    SERVER_CPU_SYSTEM,
                    IDLE_CPU,
                    BYTES_PER_CONNECTION ->
                    "needs";
            default -> "has";
        };
    }

    /// What a sentence compares. A latency never goes without its loop.
    static String quantity(Metric metric, Loop loop) {
        var title =
                metric.title().substring(0, 1).toLowerCase(Locale.ROOT)
                        + metric.title().substring(1);
        if (metric == Metric.REQUESTS_PER_SECOND) {
            return "requests per second";
        }
        return isLatency(metric)
                ? title + (loop.isOpen() ? " (open loop)" : " (closed loop)")
                : title;
    }
}
