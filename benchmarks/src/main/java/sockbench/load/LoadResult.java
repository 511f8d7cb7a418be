package sockbench.load;

import org.HdrHistogram.Histogram;

import sockbench.results.Lateness;
import sockbench.results.Limits;
import sockbench.results.LoopType;

import java.util.List;

/// What one window measured, by one generator or by several together.
///
/// Rates and CPU belong to the *window*: from the begin to the last look before the finish.
/// Requests under way at its end are awaited, so they are in the counts and histograms; otherwise
/// the slow ones would be missing.
///
/// @param loop what made requests go out
/// @param generators whose results these are
/// @param connections of all of them
/// @param offered requests due in the window
/// @param sent requests handed to the kernel
/// @param answered answers verified
/// @param outstanding requests sent and not answered: 0, or the load has failed
/// @param completed answers verified within the window
/// @param windowNanos length of the window; of several generators, the longest
/// @param cpuNanos CPU time of the generator threads in the window
/// @param spunNanos the part of it that went into polling with nothing there
/// @param preemptedNanos by which such polls took longer than they do: somebody else had the CPU
/// @param heldBackNanos in a closed loop, from the answers of connections to when the kernel was
///   given their next requests, summed: the generator's part of each round; 0 in an open loop
/// @param longestGapNanos the longest time by which a generator's loop came round later than its
///   own work and the waits it had asked for explain ([sockbench.load.transport.Sentinel]): how
///   long the machine was taken away at most; of several generators, the longest
/// @param response due (open loop) or sent (closed loop) to completed, ns
/// @param service sent to completed, ns
/// @param lag due to sent, ns; empty in a closed loop
public record LoadResult(
        LoopType loop,
        int generators,
        int connections,
        long offered,
        long sent,
        long answered,
        long outstanding,
        long completed,
        long windowNanos,
        long cpuNanos,
        long spunNanos,
        long preemptedNanos,
        long heldBackNanos,
        long longestGapNanos,
        Histogram response,
        Histogram service,
        Histogram lag) {
    private static final double NANOS_PER_SECOND = 1e9;

    /// Adds up counts and times and merges histograms at full resolution.
    public static LoadResult merge(List<LoadResult> parts) {
        return parts.stream().reduce(LoadResult::plus).orElseThrow();
    }

    private LoadResult plus(LoadResult other) {
        return new LoadResult(
                loop,
                generators + other.generators,
                connections + other.connections,
                offered + other.offered,
                sent + other.sent,
                answered + other.answered,
                outstanding + other.outstanding,
                completed + other.completed,
                Math.max(windowNanos, other.windowNanos),
                cpuNanos + other.cpuNanos,
                spunNanos + other.spunNanos,
                preemptedNanos + other.preemptedNanos,
                heldBackNanos + other.heldBackNanos,
                Math.max(longestGapNanos, other.longestGapNanos),
                sum(response, other.response),
                sum(service, other.service),
                sum(lag, other.lag));
    }

    /// Requests due per second; in a closed loop, sent.
    public double offeredPerSecond() {
        return perSecond(offered);
    }

    public double sentPerSecond() {
        return perSecond(Math.min(sent, offered));
    }

    public double completedPerSecond() {
        return perSecond(completed);
    }

    /// The share of their time, 0 to 1, that the generator threads spent working: CPU time without
    /// idle polling.
    public double busy() {
        return (double) workNanos() / (windowNanos * (double) generators);
    }

    /// The share of their idle time, 0 to 1, that somebody else had the generators' CPUs: other
    /// threads, or the host of a virtual machine, which no counter of its guest shows. Not a number
    /// if they were never idle.
    public double preempted() {
        return (double) preemptedNanos / (preemptedNanos + spunNanos);
    }

    /// CPU time of the generators per request without idle polling, in microseconds.
    public double cpuMicrosPerRequest() {
        return workNanos() / 1e3 / completed;
    }

    /// Little's law: how far the connections of a closed loop, counted as throughput × (response
    /// time + time held back), are from their number, as a fraction of it.
    public double littlesLawError() {
        double roundNanos = response.getMean() + (double) heldBackNanos / answered;
        double counted = completedPerSecond() * roundNanos / NANOS_PER_SECOND;
        return Math.abs(connections - counted) / connections;
    }

    /// Whether the generator sent what was due, late or not.
    public boolean sentWhatWasDue() {
        return sent >= Limits.SENT_SHARE.value() * offered;
    }

    /// How late the generator was.
    public Lateness lateness(double percentile) {
        return Lateness.at(percentile, response, service);
    }

    /// Whether the server completed what was due.
    public boolean keptUp() {
        return offered - completed
                <= Math.max(
                        Limits.UNDER_WAY.value(), (1 - Limits.COMPLETED_SHARE.value()) * offered);
    }

    /// @return `percentile` of a histogram of this result, in microseconds
    public static double micros(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e3;
    }

    /// CPU time of the generators without idle polling.
    public long workNanos() {
        return Math.max(0, cpuNanos - spunNanos);
    }

    private double perSecond(long count) {
        return count * NANOS_PER_SECOND / windowNanos;
    }

    private static Histogram sum(Histogram one, Histogram other) {
        var sum = one.copy();
        sum.add(other);
        return sum;
    }
}
