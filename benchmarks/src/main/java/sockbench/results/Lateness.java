package sockbench.results;

import org.HdrHistogram.Histogram;

import java.util.Locale;

/// How late a generator was at one percentile of an open loop: response time counts from when
/// requests were due, service time from when the kernel was given them. Where they agree, what is
/// printed is the server's. Says nothing about the percentiles beside it.
///
/// @param percentile 0 to 100, e.g. 99.9
/// @param responseMicros response time at it
/// @param serviceMicros service time at it
public record Lateness(double percentile, double responseMicros, double serviceMicros) {
    private static final double NANOS_PER_MICRO = 1e3;

    /// @param response in nanoseconds, as is `service`
    public static Lateness at(double percentile, Histogram response, Histogram service) {
        return new Lateness(
                percentile,
                response.getValueAtPercentile(percentile) / NANOS_PER_MICRO,
                service.getValueAtPercentile(percentile) / NANOS_PER_MICRO);
    }

    /// Whether what is printed there may be the generator's.
    public boolean limits() {
        return responseMicros > (1 + Limits.LATENESS.value()) * serviceMicros;
    }

    /// The percentile as it is written, e.g. `p99.9`.
    public String name() {
        return percentile == Math.rint(percentile)
                ? String.format(Locale.ROOT, "p%.0f", percentile)
                : "p" + percentile;
    }

    /// Both times, in words.
    public String inWords() {
        return String.format(
                Locale.ROOT,
                "%s response time %.0f µs, service time %.0f µs, limit is %.0f %% apart",
                name(),
                responseMicros,
                serviceMicros,
                100 * Limits.LATENESS.value());
    }
}
