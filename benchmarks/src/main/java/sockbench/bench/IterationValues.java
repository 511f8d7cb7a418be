package sockbench.bench;

import sockbench.host.Counters;
import sockbench.load.LoadResult;
import sockbench.results.Metric;

import java.util.EnumMap;
import java.util.Map;

/// What one iteration says, in the units of the metrics. A metric that cannot be told here is left
/// out.
final class IterationValues {
    private final Map<Metric, Double> values = new EnumMap<>(Metric.class);

    private IterationValues() {}

    /// @param serverCpus CPUs the server may use
    static Map<Metric, Double> of(
            LoadResult load, Reading before, Reading after, long threadsBefore, int serverCpus) {
        var values = new IterationValues();
        values.client(load);
        var start = before.counters();
        var end = after.counters();
        if (start != null && end != null) {
            values.server(load, start, end);
            values.put(Metric.SERVER_THREADS, end.peakThreads() - threadsBefore);
            values.put(
                    Metric.SERVER_BUSY,
                    (end.cpuMicros() - start.cpuMicros())
                            * 1e3
                            / (after.nanos() - before.nanos())
                            / serverCpus);
        }
        return values.values;
    }

    private void client(LoadResult load) {
        put(Metric.REQUESTS_PER_SECOND, load.completedPerSecond());
        put(Metric.SENT_PER_SECOND, load.sentPerSecond());
        if (load.loop().isOpen()) {
            put(Metric.OFFERED_PER_SECOND, load.offeredPerSecond());
            put(Metric.GENERATOR_HELD_UP, load.heldUp());
        } else {
            put(Metric.LITTLES_LAW_ERROR, load.littlesLawError());
        }
        put(Metric.CLIENT_CPU, load.cpuMicrosPerRequest());
        put(Metric.CLIENT_BUSY, load.busy());
        put(Metric.REQUESTS_SENT, load.sent());
        put(Metric.REQUESTS_ANSWERED, load.answered());
        put(Metric.REQUESTS_OUTSTANDING, load.outstanding());
    }

    private void server(LoadResult load, Counters start, Counters end) {
        double requests = load.answered();
        put(Metric.SERVER_REQUESTS, end.requests() - start.requests());
        put(Metric.SERVER_CPU, (end.cpuMicros() - start.cpuMicros()) / requests);
        put(
                Metric.SERVER_CPU_RELATIVE,
                (end.cpuMicros() - start.cpuMicros()) / requests / load.cpuMicrosPerRequest());
        put(Metric.SERVER_GC, end.gcMillis() - start.gcMillis());
        put(Metric.SERVER_ALLOCATED, (end.allocatedBytes() - start.allocatedBytes()) / requests);
        if (end.residentBytes() != Counters.UNKNOWN) {
            put(Metric.SERVER_RESIDENT, end.residentBytes());
        }
        if (end.userMicros() != Counters.UNKNOWN) {
            put(Metric.SERVER_CPU_USER, (end.userMicros() - start.userMicros()) / requests);
            put(Metric.SERVER_CPU_SYSTEM, (end.systemMicros() - start.systemMicros()) / requests);
            put(
                    Metric.VOLUNTARY_SWITCHES,
                    (end.voluntarySwitches() - start.voluntarySwitches()) / requests);
            put(
                    Metric.INVOLUNTARY_SWITCHES,
                    (end.involuntarySwitches() - start.involuntarySwitches()) / requests);
        }
    }

    private void put(Metric metric, long count) {
        values.put(metric, (double) count);
    }

    private void put(Metric metric, double value) {
        if (Double.isFinite(value)) {
            values.put(metric, value);
        }
    }
}
