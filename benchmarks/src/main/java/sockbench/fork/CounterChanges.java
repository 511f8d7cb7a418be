package sockbench.fork;

import org.jspecify.annotations.Nullable;

import sockbench.host.Counters;
import sockbench.results.Metric;

import java.util.EnumMap;
import java.util.Map;

/// What a server used while a fork was measured, windows of others and pauses included: nothing of
/// what stands here grows while nobody asks.
///
/// @param before null if nobody can tell
/// @param after null if nobody can tell
/// @param threadsBefore platform threads before the model started
record CounterChanges(@Nullable Counters before, @Nullable Counters after, int threadsBefore) {
    /// @param answered requests in all windows of the server
    Map<Metric, Double> values(long answered) {
        var values = new EnumMap<Metric, Double>(Metric.class);
        if (before == null || after == null) {
            return values;
        }
        values.put(Metric.SERVER_THREADS, (double) (after.peakThreads() - threadsBefore));
        values.put(Metric.SERVER_GC, (double) (after.gcMillis() - before.gcMillis()));
        values.put(Metric.SERVER_REQUESTS, (double) (after.requests() - before.requests()));
        if (answered > 0) {
            values.put(
                    Metric.SERVER_ALLOCATED,
                    (double) (after.allocatedBytes() - before.allocatedBytes()) / answered);
        }
        if (after.residentBytes() != Counters.UNKNOWN) {
            values.put(Metric.SERVER_RESIDENT, (double) after.residentBytes());
        }
        return values;
    }
}
