package sockbench.fork;

import org.jspecify.annotations.Nullable;

import sockbench.host.Counters;
import sockbench.host.MemoryUse;
import sockbench.host.ServerProcess;
import sockbench.results.Arm;
import sockbench.results.Verdict;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// One server of a fork. Only while it is measured does it have requests; one that keeps a CPU busy
/// without any is stopped at other times, because it would take the CPU from the others.
///
/// Not thread-safe: generator threads meet at a barrier before they touch it.
public final class MeasuredServer {
    private final Arm arm;
    private final String model;
    private final InetSocketAddress address;
    private final @Nullable ServerProcess process;
    private final boolean spins;
    private boolean resting;
    private @Nullable Ended ended;

    /// How it stopped being measured.
    record Ended(Verdict verdict, String reason) {}

    private MeasuredServer(
            Arm arm,
            String model,
            InetSocketAddress address,
            @Nullable ServerProcess process,
            boolean spins) {
        this.arm = arm;
        this.model = model;
        this.address = address;
        this.process = process;
        this.spins = spins;
    }

    /// @param spins whether it uses a CPU while nobody asks
    static MeasuredServer of(Arm arm, String model, ServerProcess process, boolean spins) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), process.port());
        return new MeasuredServer(arm, model, address, process, spins);
    }

    /// One that did not come to listen.
    static MeasuredServer notStarted(Arm arm, String model, String reason) {
        var nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = new MeasuredServer(arm, model, nowhere, null, false);
        server.end(Verdict.FAILED, reason);
        return server;
    }

    /// A server that somebody else has started: it has no counters.
    static MeasuredServer target(String hostAndPort, String model) {
        int colon = hostAndPort.lastIndexOf(':');
        var address =
                new InetSocketAddress(
                        hostAndPort.substring(0, colon),
                        Integer.parseInt(hostAndPort.substring(colon + 1)));
        return new MeasuredServer(Arm.SUBJECT, model, address, null, false);
    }

    public Arm arm() {
        return arm;
    }

    public String model() {
        return model;
    }

    InetSocketAddress address() {
        return address;
    }

    /// Its requests begin after this.
    ///
    /// @return what it has used so far; null if nobody can tell
    public @Nullable UsageReading begin() throws IOException {
        if (process == null) {
            return null;
        }
        wake();
        var usage = process.usage();
        return new UsageReading(process.cpuNanos(), usage);
    }

    /// Everything is answered.
    public @Nullable UsageReading end() throws IOException {
        if (process == null) {
            return null;
        }
        long cpuNanos = process.cpuNanos();
        var reading = new UsageReading(cpuNanos, process.usage());
        rest();
        return reading;
    }

    private void wake() throws IOException {
        if (process != null && spins) {
            process.resume();
            resting = false;
        }
    }

    /// Stops one that spins, until its next window.
    void rest() throws IOException {
        if (process != null && spins) {
            resting = true;
            var refused = process.pause();
            if (refused.isPresent()) {
                end(Verdict.UNAVAILABLE, "it spins between its windows: " + refused.get());
            }
        }
    }

    /// All it can tell; null for a target. One that spins is awake for as long as it takes.
    public @Nullable Counters counters() throws IOException {
        return awake(ServerProcess::counters);
    }

    /// Memory after a collection; null for a target.
    @Nullable MemoryUse memory() throws IOException {
        return awake(ServerProcess::memory);
    }

    private interface Inquiry<T> {
        T of(ServerProcess process) throws IOException;
    }

    private <T> @Nullable T awake(Inquiry<T> inquiry) throws IOException {
        if (process == null) {
            return null;
        }
        boolean rested = resting;
        wake();
        var answer = inquiry.of(process);
        if (rested) {
            rest();
        }
        return answer;
    }

    /// What its compilers have done so far; 0 if nobody can tell. One that cannot be asked has
    /// failed.
    long compiledMillis() {
        try {
            var counters = counters();
            return counters == null ? 0 : counters.compiledMillis();
        } catch (IOException gone) {
            end(Verdict.FAILED, String.valueOf(gone.getMessage()));
            return 0;
        }
    }

    /// What it said last on its standard error; empty if it said nothing.
    String lastWords() {
        return process == null ? "" : process.lastWords();
    }

    int threadsBefore() {
        return process == null ? 0 : process.threadsBefore();
    }

    /// Notes why it is measured no longer; the first reason stays.
    public void end(Verdict verdict, String reason) {
        if (ended == null) {
            ended = new Ended(verdict, reason);
        }
    }

    /// Null while it is measured.
    public @Nullable Ended ended() {
        return ended;
    }

    /// @throws IOException in one line if it had failed before
    void close() throws IOException {
        if (process != null) {
            process.resume();
            process.close();
        }
    }
}
