package sockbench.fork;

import org.jspecify.annotations.Nullable;

import sockbench.host.Counters;
import sockbench.load.LoadResult;
import sockbench.results.WindowField;

import java.util.EnumMap;
import java.util.Map;

/// What one window says, as it is stored.
public final class WindowValues {
    private final Map<WindowField, Double> values = new EnumMap<>(WindowField.class);

    private WindowValues() {}

    /// @param startedNanos on the monotonic clock
    static Map<WindowField, Double> of(
            LoadResult load,
            long startedNanos,
            @Nullable UsageReading before,
            @Nullable UsageReading after) {
        var values = new WindowValues();
        values.put(WindowField.STARTED_NS, startedNanos);
        values.generator(load);
        values.latencies(load);
        if (before != null && after != null) {
            values.server(before, after);
        }
        return values.values;
    }

    /// Of a stretch in which nobody asks.
    public static Map<WindowField, Double> ofSilence(
            long startedNanos, long endedNanos, UsageReading before, UsageReading after) {
        var values = new WindowValues();
        values.put(WindowField.STARTED_NS, startedNanos);
        values.put(WindowField.WALL_NS, endedNanos - startedNanos);
        values.put(WindowField.SERVER_CPU_NS, after.cpuNanos() - before.cpuNanos());
        return values.values;
    }

    private void generator(LoadResult load) {
        put(WindowField.WALL_NS, load.windowNanos());
        put(WindowField.OFFERED, load.offered());
        put(WindowField.SENT, load.sent());
        put(WindowField.ANSWERED, load.answered());
        put(WindowField.COMPLETED, load.completed());
        put(WindowField.GENERATOR_CPU_NS, load.workNanos());
        put(WindowField.GENERATOR_HELD_BACK_NS, load.heldBackNanos());
        put(WindowField.GENERATOR_PREEMPTED_NS, load.preemptedNanos());
        put(WindowField.GENERATOR_LONGEST_GAP_NS, load.longestGapNanos());
    }

    private void latencies(LoadResult load) {
        if (load.answered() == 0) {
            return;
        }
        put(WindowField.RESPONSE_MEAN_US, load.response().getMean() / 1e3);
        put(WindowField.RESPONSE_P50_US, LoadResult.micros(load.response(), 50));
        put(WindowField.RESPONSE_P99_US, LoadResult.micros(load.response(), 99));
        if (load.loop().isOpen()) {
            put(WindowField.SERVICE_P50_US, LoadResult.micros(load.service(), 50));
            put(WindowField.SERVICE_P99_US, LoadResult.micros(load.service(), 99));
            put(WindowField.LAG_P50_US, LoadResult.micros(load.lag(), 50));
            put(WindowField.LAG_P99_US, LoadResult.micros(load.lag(), 99));
        }
    }

    private void server(UsageReading before, UsageReading after) {
        put(WindowField.SERVER_CPU_NS, after.cpuNanos() - before.cpuNanos());
        var start = before.usage();
        var end = after.usage();
        if (end.userMicros() != Counters.UNKNOWN) {
            put(WindowField.SERVER_USER_US, end.userMicros() - start.userMicros());
            put(WindowField.SERVER_SYSTEM_US, end.systemMicros() - start.systemMicros());
            put(WindowField.SERVER_WAKE_UPS, end.voluntarySwitches() - start.voluntarySwitches());
            put(
                    WindowField.SERVER_PREEMPTIONS,
                    end.involuntarySwitches() - start.involuntarySwitches());
        }
    }

    private void put(WindowField field, long count) {
        values.put(field, (double) count);
    }

    private void put(WindowField field, double value) {
        if (Double.isFinite(value)) {
            values.put(field, value);
        }
    }
}
