package sockbench.fork;

import org.jspecify.annotations.Nullable;

import sockbench.host.Counters;
import sockbench.host.KernelMemory;
import sockbench.host.MemoryUse;
import sockbench.results.Metric;

import java.io.IOException;

/// What a server's memory and the kernel's grow by as it gets more connections. What the first
/// connections need is not the price of one more.
final class MemoryGrowth {
    private final MeasuredServer server;
    private @Nullable MemoryUse atFirst;
    private long kernelAtFirst;

    MemoryGrowth(MeasuredServer server) {
        this.server = server;
    }

    /// More connections are about to come. Does nothing the second time.
    void begin() throws IOException {
        if (atFirst == null) {
            // Twice: the first reading compiles what it runs through.
            server.memory();
            atFirst = server.memory();
            kernelAtFirst = KernelMemory.bytes();
        }
    }

    /// Reads both and notes them.
    ///
    /// @param more connections than at the beginning; 0 if none has come yet
    void sample(CellLog log, int more) throws IOException {
        var now = server.memory();
        if (now == null || now.residentBytes() == Counters.UNKNOWN) {
            return;
        }
        log.sample(Metric.SERVER_RESIDENT, (double) now.residentBytes());
        if (more > 0 && atFirst != null) {
            double grown = (double) now.usedBytes() - atFirst.usedBytes();
            log.sample(Metric.BYTES_PER_CONNECTION, grown / more);
            double kernel = (double) KernelMemory.bytes() - kernelAtFirst;
            log.sample(Metric.KERNEL_BYTES_PER_CONNECTION, kernel / more);
        }
    }
}
