package sockbench.results;

import org.HdrHistogram.Histogram;

import java.util.EnumMap;
import java.util.Map;

/// The percentiles of one fork from its histograms. Whoever wants to check a percentile sample
/// computes it again here.
public final class Percentiles {
    private static final double NANOS_PER_MICRO = 1e3;

    private Percentiles() {}

    /// @param histograms in nanoseconds
    /// @return microseconds; nothing for a kind that is missing or empty
    public static Map<Metric, Double> of(Map<LatencyKind, Histogram> histograms) {
        var values = new EnumMap<Metric, Double>(Metric.class);
        histograms.forEach((kind, histogram) -> {
            if (histogram.getTotalCount() > 0) {
                switch (kind) {
                    case RESPONSE -> response(values, histogram);
                    case UNPREEMPTED -> values.put(Metric.UNPREEMPTED_P99, micros(histogram, 99));
                    case UNPREEMPTED_SERVICE -> {} // says how late the generator was, no more
                    case SERVICE -> service(values, histogram);
                    case LAG -> lag(values, histogram);
                }
            }
        });
        return values;
    }

    private static void response(Map<Metric, Double> values, Histogram histogram) {
        values.put(Metric.RESPONSE_MEAN, histogram.getMean() / NANOS_PER_MICRO);
        values.put(Metric.RESPONSE_P50, micros(histogram, 50));
        values.put(Metric.RESPONSE_P90, micros(histogram, 90));
        values.put(Metric.RESPONSE_P99, micros(histogram, 99));
        values.put(Metric.RESPONSE_P999, micros(histogram, 99.9));
        values.put(Metric.RESPONSE_P9999, micros(histogram, 99.99));
        values.put(Metric.RESPONSE_MAX, histogram.getMaxValue() / NANOS_PER_MICRO);
    }

    private static void service(Map<Metric, Double> values, Histogram histogram) {
        values.put(Metric.SERVICE_P50, micros(histogram, 50));
        values.put(Metric.SERVICE_P99, micros(histogram, 99));
        values.put(Metric.SERVICE_P999, micros(histogram, 99.9));
    }

    private static void lag(Map<Metric, Double> values, Histogram histogram) {
        values.put(Metric.LAG_P50, micros(histogram, 50));
        values.put(Metric.LAG_P99, micros(histogram, 99));
        values.put(Metric.LAG_MAX, histogram.getMaxValue() / NANOS_PER_MICRO);
    }

    private static double micros(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }
}
