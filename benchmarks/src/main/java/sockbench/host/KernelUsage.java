package sockbench.host;

import com.sun.management.OperatingSystemMXBean;

import sockbench.linux.Host;
import sockbench.linux.ResourceUsage;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// What the kernel has charged to a process so far: the part of [Counters] that costs microseconds.
/// A count the system does not offer is [Counters#UNKNOWN].
///
/// @param cpuMicros CPU time of all its threads, ended ones and kernel workers included
/// @param userMicros the part of it outside the kernel
/// @param systemMicros the part of it inside
/// @param voluntarySwitches times one of its threads gave up the CPU to wait
/// @param involuntarySwitches times one lost it to another thread
public record KernelUsage(
        long cpuMicros,
        long userMicros,
        long systemMicros,
        long voluntarySwitches,
        long involuntarySwitches) {
    private static final long NANOS_PER_MICRO = 1000;

    /// That of this process now.
    static KernelUsage now() {
        if (!Host.isLinux()) {
            var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long cpuMicros = system.getProcessCpuTime() / NANOS_PER_MICRO;
            long unknown = Counters.UNKNOWN;
            return new KernelUsage(cpuMicros, unknown, unknown, unknown, unknown);
        }
        var usage = ResourceUsage.ofProcess();
        return new KernelUsage(
                usage.userMicros() + usage.systemMicros(),
                usage.userMicros(),
                usage.systemMicros(),
                usage.voluntarySwitches(),
                usage.involuntarySwitches());
    }

    /// For the pipe between the processes: the values in the order of the components.
    String toLine() {
        return LongStream.of(
                        cpuMicros, userMicros, systemMicros, voluntarySwitches, involuntarySwitches)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    /// The inverse of [#toLine].
    static KernelUsage parse(String line) {
        long[] value = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return new KernelUsage(value[0], value[1], value[2], value[3], value[4]);
    }
}
