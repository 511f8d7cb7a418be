package sockbench.host;

import com.sun.management.ThreadMXBean;

import sockbench.api.Server;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// What a server process has used since it started. A count the system does not offer is
/// [#UNKNOWN].
///
/// @param cpuMicros CPU time of all its threads, ended ones and kernel workers included
/// @param userMicros the part of it outside the kernel
/// @param systemMicros the part of it inside
/// @param voluntarySwitches times one of its threads gave up the CPU to wait
/// @param involuntarySwitches times one lost it to another thread
/// @param peakThreads most live platform threads at once
/// @param residentBytes memory it occupies now
/// @param gcMillis time its collector took
/// @param allocatedBytes on its heap
/// @param compiledMillis time its just-in-time compiler took
/// @param requests the server's own count
/// @param connections open now
public record Counters(
        long cpuMicros,
        long userMicros,
        long systemMicros,
        long voluntarySwitches,
        long involuntarySwitches,
        long peakThreads,
        long residentBytes,
        long gcMillis,
        long allocatedBytes,
        long compiledMillis,
        long requests,
        long connections) {
    public static final long UNKNOWN = -1;

    /// Those of this process now.
    static Counters of(Server server) throws IOException {
        var usage = KernelUsage.now();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return new Counters(
                usage.cpuMicros(),
                usage.userMicros(),
                usage.systemMicros(),
                usage.voluntarySwitches(),
                usage.involuntarySwitches(),
                threads.getPeakThreadCount(),
                ResidentMemory.bytes(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum(),
                threads.getTotalThreadAllocatedBytes(),
                Compilers.millis(),
                server.requests(),
                server.connections());
    }

    /// The part of them that [ServerProcess#usage] gives.
    KernelUsage usage() {
        return new KernelUsage(
                cpuMicros, userMicros, systemMicros, voluntarySwitches, involuntarySwitches);
    }

    /// For the pipe between the processes: the values in the order of the components.
    String toLine() {
        return LongStream.of(
                        cpuMicros,
                        userMicros,
                        systemMicros,
                        voluntarySwitches,
                        involuntarySwitches,
                        peakThreads,
                        residentBytes,
                        gcMillis,
                        allocatedBytes,
                        compiledMillis,
                        requests,
                        connections)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    /// The inverse of [#toLine].
    static Counters parse(String line) {
        long[] value = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return new Counters(
                value[0], value[1], value[2], value[3], value[4], value[5], value[6], value[7],
                value[8], value[9], value[10], value[11]);
    }
}
