package sockbench.host;

import java.io.IOException;
import java.lang.management.ManagementFactory;

/// Memory of a server process after a collection.
///
/// @param residentBytes what it occupies; [Counters#UNKNOWN] where the system does not say
/// @param heapBytes of it set aside for the heap, in use or not
/// @param liveBytes of the heap that are in use
public record MemoryUse(long residentBytes, long heapBytes, long liveBytes) {
    static MemoryUse now() throws IOException {
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new MemoryUse(Counters.residentMemory(), heap.getCommitted(), heap.getUsed());
    }

    /// What is used of it, if the whole heap was touched at the start: without that a page counts
    /// when something is first put there, and never less.
    public long usedBytes() {
        return residentBytes - heapBytes + liveBytes;
    }

    String toLine() {
        return residentBytes + " " + heapBytes + " " + liveBytes;
    }

    static MemoryUse parse(String line) {
        var words = line.split(" ", -1);
        return new MemoryUse(
                Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
    }
}
