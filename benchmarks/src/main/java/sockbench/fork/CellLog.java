package sockbench.fork;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import sockbench.load.LoadResult;
import sockbench.results.LatencyKind;
import sockbench.results.Metric;
import sockbench.results.Verdict;

import java.util.EnumMap;
import java.util.Map;

/// What one fork gathers of one cell beside its windows. Not thread-safe.
public final class CellLog {
    private final Map<LatencyKind, Histogram> histograms = new EnumMap<>(LatencyKind.class);
    private final Map<Metric, Double> samples = new EnumMap<>(Metric.class);
    private Verdict outcome = Verdict.VALID;
    private String reason = "";
    private @Nullable MeasuredServer server;
    private long answered;

    /// Takes the latencies of a window, and counts its answers.
    ///
    /// @param preempted whether tails should also be known without it
    void window(MeasuredServer from, LoadResult load, boolean preempted) {
        server = from;
        answered += load.answered();
        merge(LatencyKind.RESPONSE, load.response());
        if (load.loop().isOpen()) {
            merge(LatencyKind.SERVICE, load.service());
            merge(LatencyKind.LAG, load.lag());
            if (!preempted) {
                merge(LatencyKind.UNPREEMPTED, load.response());
            }
        }
    }

    /// Adds what a part of the warm-up took.
    void warmedUp(double seconds) {
        samples.merge(Metric.WARM_UP_SECONDS, seconds, Double::sum);
    }

    /// Takes a value of the fork as a whole.
    public void sample(Metric metric, double value) {
        samples.put(metric, value);
    }

    /// Notes that not all went well; the first reason stays.
    void end(Verdict verdict, String why) {
        if (outcome == Verdict.VALID) {
            outcome = verdict;
            reason = why;
        }
    }

    boolean isOf(MeasuredServer other) {
        return other.equals(server);
    }

    boolean isOverloaded() {
        return outcome == Verdict.OVERLOAD;
    }

    long answered() {
        return answered;
    }

    Map<LatencyKind, Histogram> histograms() {
        return histograms;
    }

    Map<Metric, Double> samples() {
        return samples;
    }

    Verdict outcome() {
        return outcome;
    }

    String reason() {
        return reason;
    }

    private void merge(LatencyKind kind, Histogram histogram) {
        histograms.merge(
                kind,
                histogram.copy(),
                (all, more) -> {
                    all.add(more);
                    return all;
                });
    }
}
