package sockbench.fork;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import sockbench.load.LoadResult;
import sockbench.results.LatencyKind;
import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Verdict;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// What one fork gathers of one cell beside its windows. Not thread-safe.
public final class CellLog {
    private final Map<LatencyKind, Histogram> histograms = new EnumMap<>(LatencyKind.class);
    private final Map<Metric, Double> samples = new EnumMap<>(Metric.class);
    private final Question question;
    private Verdict outcome = Verdict.VALID;
    private String reason = "";
    private @Nullable MeasuredServer server;
    private long answered;

    CellLog(Question question) {
        this.question = question;
    }

    /// Takes the latencies of a window, and counts its answers.
    ///
    /// @param preempted whether somebody else had the generator's CPU in it
    void window(MeasuredServer from, LoadResult load, boolean preempted) {
        server = from;
        answered += load.answered();
        for (var kind : kinds(load, preempted)) {
            merge(kind, histogram(load, kind));
        }
    }

    /// Kinds of latency that the report prints something from. A search for the capacity mixes
    /// rates, so no percentile of all its windows means anything; the cost over load prints a mean.
    private Set<LatencyKind> kinds(LoadResult load, boolean preempted) {
        return switch (question) {
            case CAPACITY -> Set.of();
            case EFFICIENCY -> EnumSet.of(LatencyKind.RESPONSE, LatencyKind.SERVICE);
            default -> {
                if (!load.loop().isOpen()) {
                    yield EnumSet.of(LatencyKind.RESPONSE);
                }
                yield preempted
                        ? EnumSet.of(LatencyKind.RESPONSE, LatencyKind.SERVICE, LatencyKind.LAG)
                        : EnumSet.allOf(LatencyKind.class);
            }
        };
    }

    private static Histogram histogram(LoadResult load, LatencyKind kind) {
        return switch (kind) {
            case RESPONSE, UNPREEMPTED -> load.response();
            case SERVICE, UNPREEMPTED_SERVICE -> load.service();
            case LAG -> load.lag();
        };
    }

    /// Adds what a part of the warm-up took.
    void warmedUp(double seconds) {
        samples.merge(Metric.WARM_UP_SECONDS, seconds, Double::sum);
    }

    /// Takes a value of the fork as a whole.
    public void sample(Metric metric, double value) {
        samples.put(metric, value);
    }

    /// Says something about a fork that ended well.
    void remark(String remark) {
        if (outcome == Verdict.VALID) {
            reason = remark;
        }
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
