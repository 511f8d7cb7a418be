package sockbench.evidence;

import sockbench.results.LatencyKind;
import sockbench.results.Loop;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.stats.Estimate.Center;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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
                            Metric.RESPONSE_P50,
                            Metric.RESPONSE_P99);
            case ROUND_TRIP -> List.of(Metric.RESPONSE_P50, Metric.RESPONSE_P99, Metric.SERVER_CPU);
            case CAPACITY -> List.of(Metric.CAPACITY_PER_SECOND);
            case LOAD_CURVE -> List.of(Metric.RESPONSE_P99, Metric.RESPONSE_P50, Metric.SERVER_CPU);
            case IDLE -> List.of(Metric.IDLE_CPU, Metric.BYTES_PER_CONNECTION);
        };
    }

    /// What two runs are compared by, where they have it: also what of a model's cost stays when
    /// the machine disturbs one run more than the other.
    static List<Metric> compared(Question question) {
        var headline = headline(question);
        return headline.contains(Metric.SERVER_CPU)
                ? Stream.concat(
                                headline.stream(),
                                Stream.of(
                                        Metric.SERVER_CPU_UNDISTURBED, Metric.SERVER_CPU_RELATIVE))
                        .toList()
                : headline;
    }

    /// What a fork says by its iterations. Others on the machine can make a request dearer, never
    /// cheaper, so the least of all windows is nearest to what it costs where nobody disturbs (Chen
    /// and Revels, Robust benchmarking in noisy environments, 2016).
    static double ofFork(Metric metric, Collection<Double> iterations) {
        return metric == Metric.SERVER_CPU_UNDISTURBED
                ? Collections.min(iterations)
                : iterations.stream().mapToDouble(value -> value).average().orElseThrow();
    }

    /// A fork that found no undisturbed moment is an outlier that a mean would follow.
    static Center center(Metric metric) {
        return isLatency(metric) || metric == Metric.SERVER_CPU_UNDISTURBED
                ? Center.MEDIAN
                : Center.MEAN;
    }

    static boolean isLatency(Metric metric) {
        return metric.id().startsWith("response_")
                || metric.id().startsWith("service_")
                || metric.id().startsWith("lag_");
    }

    static LatencyKind kind(Metric latency) {
        return LatencyKind.valueOf(latency.name().substring(0, latency.name().indexOf('_')));
    }

    /// Whether the number would be another one with a faster generator.
    static boolean dependsOnGenerator(Metric metric) {
        return metric == Metric.REQUESTS_PER_SECOND
                || metric == Metric.CAPACITY_PER_SECOND
                || (isLatency(metric) && kind(metric) != LatencyKind.LAG);
    }

    /// Whether a fork may have nothing to say about it: a generator that was never idle was never
    /// held up while idle.
    static boolean mayBeMissing(Metric metric) {
        return metric == Metric.GENERATOR_HELD_UP;
    }

    /// The quantile of a percentile; 0 for anything that needs no minimum of observations.
    static double quantile(Metric metric) {
        return switch (metric) {
            case RESPONSE_P90 -> 0.9;
            case RESPONSE_P99, SERVICE_P99, LAG_P99 -> 0.99;
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
                    SERVER_CPU_UNDISTURBED,
                    SERVER_CPU_USER,
                    SERVER_CPU_SYSTEM,
                    SERVER_CPU_RELATIVE,
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
