package sockbench.load;

import org.HdrHistogram.Histogram;

import sockbench.load.transport.Sentinel;
import sockbench.results.LoopType;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/// What one generator counts in one window. Counting neither locks nor allocates.
public final class Tallies {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int DIGITS = 3;

    /// A poll that took longer was delayed, and did not use the CPU for all that time.
    private static final long LONGEST_POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private final Sentinel sentinel;
    private final Histogram response = new Histogram(LONGEST_NANOS, DIGITS);
    private final Histogram service = new Histogram(LONGEST_NANOS, DIGITS);
    private final Histogram lag = new Histogram(LONGEST_NANOS, DIGITS);
    private long startedMillis;
    private long startedNanos;
    private long startedCpuNanos;
    private long windowNanos;
    private long cpuNanos;
    private long spunNanos;
    private long preemptedNanos;
    private long heldBackNanos;
    private long offered;
    private long answered;
    private long completed;
    private long unsent;
    private long answeredInLead;
    private boolean led;

    /// @param sentinel told here what the generator does
    public Tallies(Sentinel sentinel) {
        this.sentinel = sentinel;
    }

    /// Starts from zero, now.
    public void begin() {
        response.reset();
        service.reset();
        lag.reset();
        spunNanos = 0;
        preemptedNanos = 0;
        heldBackNanos = 0;
        offered = 0;
        unsent = 0;
        answered = 0;
        answeredInLead = 0;
        led = false;
        startedMillis = System.currentTimeMillis();
        startedCpuNanos = THREADS.getCurrentThreadCpuTime();
        startedNanos = System.nanoTime();
        sentinel.begin(startedNanos);
    }

    /// What has been so far was the lead: the window begins now. Requests of the lead count as sent
    /// and answered, and so does its CPU time.
    public void leadIsOver() {
        led = true;
        answeredInLead = answered;
        heldBackNanos = 0;
        startedMillis = System.currentTimeMillis();
        startedNanos = System.nanoTime();
        sentinel.begin(startedNanos);
    }

    /// Ends the window; what is answered from now on counts, but not as completed in time.
    ///
    /// @param lastLookNanos when the generator last did its work
    public void stop(long lastLookNanos) {
        completed = answered - answeredInLead;
        windowNanos = Math.max(1, lastLookNanos - startedNanos);
        cpuNanos = THREADS.getCurrentThreadCpuTime() - startedCpuNanos;
    }

    public void offered() {
        offered++;
        sentinel.worked();
    }

    /// Requests that were due and will not be sent.
    void unsent(long count) {
        unsent += count;
    }

    /// A poll with nothing there.
    void spun(long nanos) {
        spunNanos += Math.min(nanos, LONGEST_POLL_NANOS);
        preemptedNanos += Math.max(0, nanos - LONGEST_POLL_NANOS);
    }

    /// An answer in a closed loop, where a request is due when it is sent.
    ///
    /// @param since when its connection had had its answer before
    public void answeredInTurn(long since, long sent, long arrived) {
        answered++;
        sentinel.worked();
        heldBackNanos += sent - since;
        record(response, arrived - sent);
    }

    /// An answer in a closed loop whose latency is not asked for.
    public void answeredUncounted() {
        answered++;
        sentinel.worked();
    }

    /// An answer in an open loop.
    void answered(long due, long sent, long arrived) {
        answered++;
        sentinel.worked();
        record(response, arrived - due);
        record(service, arrived - sent);
        record(lag, sent - due);
    }

    long offeredSoFar() {
        return offered;
    }

    public long startedNanos() {
        return startedNanos;
    }

    public long answered() {
        return answered;
    }

    /// Requests sent, or about to be, and not answered.
    long outstanding() {
        return offered - unsent - answered;
    }

    public LoadResult result(LoopType loop, int connections) {
        return new LoadResult(
                loop,
                1,
                connections,
                offered,
                offered - unsent,
                answered,
                outstanding(),
                completed,
                windowNanos,
                led ? THREADS.getCurrentThreadCpuTime() - startedCpuNanos : cpuNanos,
                spunNanos,
                preemptedNanos,
                heldBackNanos,
                sentinel.longestGapNanos(),
                copy(response),
                copy(loop.isOpen() ? service : response),
                copy(lag));
    }

    private Histogram copy(Histogram histogram) {
        var copy = histogram.copy();
        copy.setStartTimeStamp(startedMillis);
        copy.setEndTimeStamp(System.currentTimeMillis());
        return copy;
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
    }
}
