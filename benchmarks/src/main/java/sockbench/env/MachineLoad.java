package sockbench.env;

/// How busy the machine has been: read twice, the difference says what happened in between.
///
/// @param averageOneMinute runnable threads, averaged over a minute; -1 where unknown
/// @param totalTicks CPU time that has passed on all CPUs since boot
/// @param busyTicks the part of it that was used
/// @param stealTicks the part of it that the host gave to others
public record MachineLoad(
        double averageOneMinute, long totalTicks, long busyTicks, long stealTicks) {
    /// Field numbers of the `cpu` line of `/proc/stat`, see proc(5).
    private static final int IDLE = 4;

    private static final int IOWAIT = 5;
    private static final int STEAL = 8;

    /// Now; zeros where `/proc/stat` is missing.
    public static MachineLoad now() {
        double average =
                Facts.line("/proc/loadavg")
                        .map(line -> Double.parseDouble(line.split(" ", 2)[0]))
                        .orElse(-1.0);
        var fields = Facts.line("/proc/stat").orElse("cpu 0 0 0 0 0 0 0 0").split("\\s+", -1);
        long total = 0;
        for (int i = 1; i <= STEAL; i++) {
            total += Long.parseLong(fields[i]);
        }
        long idle = Long.parseLong(fields[IDLE]) + Long.parseLong(fields[IOWAIT]);
        long steal = Long.parseLong(fields[STEAL]);
        return new MachineLoad(average, total, total - idle - steal, steal);
    }

    /// The share of CPU time since `before` that was used here, 0 to 1.
    public double busySince(MachineLoad before) {
        return share(busyTicks - before.busyTicks, before);
    }

    /// The share of CPU time since `before` that the host gave to others, 0 to 1.
    public double stealSince(MachineLoad before) {
        return share(stealTicks - before.stealTicks, before);
    }

    private double share(long ticks, MachineLoad before) {
        return totalTicks == before.totalTicks
                ? 0
                : (double) ticks / (totalTicks - before.totalTicks);
    }
}
