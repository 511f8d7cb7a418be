package sockbench.measured;

import static java.util.Map.entry;

import sockbench.results.Metric;
import sockbench.results.Question;
import sockbench.results.Window;
import sockbench.results.WindowField;
import sockbench.stats.SampleSize;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Which metrics follow from windows, and how.
public final class WindowMetrics {
    private static final double NANOS_PER_MICRO = 1e3;

    /// Of the windows of one server together.
    private static final Map<Metric, ToDoubleFunction<WindowSums>> OF_SUMS =
            new EnumMap<>(
                    Map.ofEntries(
                            entry(
                                    Metric.REQUESTS_PER_SECOND,
                                    sums -> sums.perSecond(WindowField.COMPLETED)),
                            entry(Metric.SERVER_CPU, sums -> cpu(sums, WindowField.SERVER_CPU_NS)),
                            entry(
                                    Metric.CLIENT_CPU,
                                    sums -> cpu(sums, WindowField.GENERATOR_CPU_NS)),
                            entry(
                                    Metric.TOTAL_CPU,
                                    sums ->
                                            cpu(sums, WindowField.SERVER_CPU_NS)
                                                    + cpu(sums, WindowField.GENERATOR_CPU_NS)),
                            entry(
                                    Metric.SERVER_CPU_USER,
                                    sums -> sums.perRequest(WindowField.SERVER_USER_US)),
                            entry(
                                    Metric.SERVER_CPU_SYSTEM,
                                    sums -> sums.perRequest(WindowField.SERVER_SYSTEM_US)),
                            entry(
                                    Metric.VOLUNTARY_SWITCHES,
                                    sums -> sums.perRequest(WindowField.SERVER_WAKE_UPS)),
                            entry(
                                    Metric.INVOLUNTARY_SWITCHES,
                                    sums -> sums.perRequest(WindowField.SERVER_PREEMPTIONS)),
                            entry(
                                    Metric.REQUESTS_PER_WAKE_UP,
                                    sums -> 1 / sums.perRequest(WindowField.SERVER_WAKE_UPS)),
                            entry(Metric.SERVER_BUSY, sums -> sums.busy(WindowField.SERVER_CPU_NS)),
                            entry(
                                    Metric.CLIENT_BUSY,
                                    sums -> sums.busy(WindowField.GENERATOR_CPU_NS)),
                            entry(
                                    Metric.GENERATOR_PREEMPTED,
                                    sums -> sums.perWallTime(WindowField.GENERATOR_PREEMPTED_NS)),
                            entry(Metric.REQUESTS_SENT, sums -> sums.sum(WindowField.SENT)),
                            entry(Metric.REQUESTS_ANSWERED, sums -> sums.sum(WindowField.ANSWERED)),
                            entry(Metric.IDLE_CPU, WindowMetrics::idle),
                            entry(Metric.RESPONSE_MEAN, WindowSums::meanResponseMicros)));

    /// On a schedule only.
    private static final Map<Metric, ToDoubleFunction<WindowSums>> OF_OPEN_LOOP =
            Map.of(
                    Metric.OFFERED_PER_SECOND,
                    sums -> sums.perSecond(WindowField.OFFERED),
                    Metric.SENT_PER_SECOND,
                    sums -> sums.perSecond(WindowField.SENT),
                    Metric.PREEMPTED_WINDOWS,
                    WindowSums::preemptedShare);

    private static final Map<Metric, ToDoubleFunction<WindowSums>> OF_CLOSED_LOOP =
            Map.of(Metric.LITTLES_LAW_ERROR, WindowSums::littlesLawError);

    /// Of one window, to be divided by that of the reference in the same block. Ticks and
    /// preemptions are too few in one window for that.
    private static final Map<Metric, ToDoubleFunction<Window>> OF_WINDOW =
            new EnumMap<>(
                    Map.ofEntries(
                            entry(
                                    Metric.REQUESTS_PER_SECOND,
                                    window ->
                                            window.value(WindowField.COMPLETED)
                                                    / window.value(WindowField.WALL_NS)),
                            entry(
                                    Metric.SERVER_CPU,
                                    window -> perRequest(window, WindowField.SERVER_CPU_NS)),
                            entry(
                                    Metric.CLIENT_CPU,
                                    window -> perRequest(window, WindowField.GENERATOR_CPU_NS)),
                            entry(
                                    Metric.TOTAL_CPU,
                                    window ->
                                            perRequest(window, WindowField.SERVER_CPU_NS)
                                                    + perRequest(
                                                            window, WindowField.GENERATOR_CPU_NS)),
                            entry(Metric.IDLE_CPU, window -> idle(WindowSums.of(List.of(window)))),
                            entry(
                                    Metric.VOLUNTARY_SWITCHES,
                                    window -> perRequest(window, WindowField.SERVER_WAKE_UPS)),
                            entry(
                                    Metric.REQUESTS_PER_WAKE_UP,
                                    window -> 1 / perRequest(window, WindowField.SERVER_WAKE_UPS)),
                            entry(
                                    Metric.RESPONSE_MEAN,
                                    window -> window.value(WindowField.RESPONSE_MEAN_US)),
                            entry(
                                    Metric.RESPONSE_P50,
                                    window -> window.value(WindowField.RESPONSE_P50_US)),
                            entry(
                                    Metric.RESPONSE_P99,
                                    window -> p99(window, WindowField.RESPONSE_P99_US)),
                            entry(
                                    Metric.UNPREEMPTED_P99,
                                    window ->
                                            window.isPreempted()
                                                    ? Double.NaN
                                                    : p99(window, WindowField.RESPONSE_P99_US)),
                            entry(
                                    Metric.SERVICE_P50,
                                    window -> window.value(WindowField.SERVICE_P50_US)),
                            entry(
                                    Metric.SERVICE_P99,
                                    window -> p99(window, WindowField.SERVICE_P99_US)),
                            entry(Metric.LAG_P50, window -> window.value(WindowField.LAG_P50_US)),
                            entry(Metric.LAG_P99, window -> p99(window, WindowField.LAG_P99_US))));

    private WindowMetrics() {}

    /// What follows from the windows of one server; nothing for what they do not know.
    public static Map<Metric, Double> of(WindowSums sums) {
        var values = new EnumMap<Metric, Double>(Metric.class);
        var formulas =
                List.of(OF_SUMS, sums.cell().loop().isOpen() ? OF_OPEN_LOOP : OF_CLOSED_LOOP);
        for (var of : formulas) {
            of.forEach((metric, formula) -> {
                double value = formula.applyAsDouble(sums);
                if (Double.isFinite(value)) {
                    values.put(metric, value);
                }
            });
        }
        return values;
    }

    /// Metric to the logarithm of subject over reference in one block; nothing where one of the two
    /// is unknown or 0.
    static Map<Metric, Double> logRatios(Window subject, Window reference) {
        var logs = new EnumMap<Metric, Double>(Metric.class);
        OF_WINDOW.forEach((metric, formula) -> {
            double ratio = formula.applyAsDouble(subject) / formula.applyAsDouble(reference);
            if (ratio > 0 && Double.isFinite(ratio)) {
                logs.put(metric, Math.log(ratio));
            }
        });
        return logs;
    }

    /// CPU time in µs per second of silence; NaN where somebody asks.
    private static double idle(WindowSums sums) {
        var question = sums.cell().question();
        return question == Question.IDLE || question == Question.SCALE
                ? sums.perWallTime(WindowField.SERVER_CPU_NS) * 1e6
                : Double.NaN;
    }

    private static double cpu(WindowSums sums, WindowField nanos) {
        return sums.perRequest(nanos) / NANOS_PER_MICRO;
    }

    private static double perRequest(Window window, WindowField field) {
        return window.value(field) / window.value(WindowField.ANSWERED);
    }

    /// NaN if too few requests were answered in the window to know it.
    private static double p99(Window window, WindowField field) {
        return window.value(WindowField.ANSWERED) < SampleSize.forQuantile(0.99)
                ? Double.NaN
                : window.value(field);
    }
}
