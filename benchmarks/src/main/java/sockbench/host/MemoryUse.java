package sockbench.host;

import java.io.IOException;
import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/// Memory of a server process after a collection.
///
/// @param residentBytes what it occupies; [Counters#UNKNOWN] where the system does not say
/// @param heapBytes of it set aside for the heap, in use or not
/// @param liveBytes of the heap that are in use
public record MemoryUse(long residentBytes, long heapBytes, long liveBytes) {
    private static final ObjectName DIAGNOSTICS = diagnostics();

    private static ObjectName diagnostics() {
        try {
            return new ObjectName("com.sun.management:type=DiagnosticCommand");
        } catch (MalformedObjectNameException constant) {
            throw new IllegalArgumentException(constant);
        }
    }

    static MemoryUse now() throws IOException {
        System.gc();
        trim();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new MemoryUse(ResidentMemory.bytes(), heap.getCommitted(), heap.getUsed());
    }

    /// Gives back what the C library keeps of memory that was freed, such as the compilers'.
    private static void trim() throws IOException {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(DIAGNOSTICS, "systemTrimNativeHeap", new Object[0], new String[0]);
        } catch (JMException notThere) {
            throw new IOException(
                    "cannot trim the native heap: " + notThere.getMessage(), notThere);
        }
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
