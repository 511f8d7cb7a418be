package sockbench.env;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Whether the machine is fit for measuring now: each warning says what is wrong, by how much, and
/// what to do.
public final class Preflight {
    /// More than this share of the CPUs in use by others disturbs every cell.
    private static final double MAX_BUSY = 0.10;

    /// More than this share taken away by the host makes times of this machine a matter of luck.
    private static final double MAX_STEAL = 0.02;

    private static final long LOOK_MILLIS = 500;

    /// Below this, cells with thousands of connections cannot run.
    private static final long DESCRIPTORS = 10_000;

    private Preflight() {}

    /// Watches the machine for half a second and reads its settings.
    ///
    /// @return one line per warning; empty if nothing is wrong
    public static List<String> warnings() {
        var before = MachineLoad.now();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        var now = MachineLoad.now();
        var warnings = new ArrayList<String>();
        if (now.busySince(before) > MAX_BUSY) {
            warnings.add(
                    "the machine is busy: others use %.0f %% of its CPUs (limit %.0f %%); stop them or expect wide intervals"
                            .formatted(100 * now.busySince(before), 100 * MAX_BUSY));
        }
        if (now.stealSince(before) > MAX_STEAL) {
            warnings.add(
                    "the host takes %.1f %% of the CPU time away (limit %.0f %%); quote ratios, not absolute times"
                            .formatted(100 * now.stealSince(before), 100 * MAX_STEAL));
        }
        clock(warnings);
        settings(warnings);
        return List.copyOf(warnings);
    }

    private static void clock(List<String> warnings) {
        Facts.line("/sys/devices/system/clocksource/clocksource0/current_clocksource")
                .filter(source -> !List.of("tsc", "kvm-clock", "arch_sys_counter").contains(source))
                .ifPresent(source ->
                        warnings.add(
                                "clock source %s makes reading the time a system call; boot with clocksource=tsc"
                                        .formatted(source)));
        Facts.line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
                .filter(governor -> !governor.equals("performance"))
                .ifPresent(governor ->
                        warnings.add(
                                "CPU governor %s changes the clock while measuring; set it to performance"
                                        .formatted(governor)));
    }

    private static void settings(List<String> warnings) {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            warnings.add(
                    "one CPU for server and generator: they measure the scheduler; use a machine"
                            + " with two or more");
        }
        if (Facts.lines("/proc/swaps").size() > 1) {
            warnings.add(
                    "swap is on; switch it off (swapoff -a) or memory pressure shows as latency");
        }
        Facts.lines("/proc/self/limits").stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split("\\s{2,}", -1)[1])
                .filter(limit -> limit.matches("\\d+") && Long.parseLong(limit) < DESCRIPTORS)
                .findFirst()
                .ifPresent(limit ->
                        warnings.add(
                                "only %s descriptors per process; raise it (ulimit -n) to %d for many connections"
                                        .formatted(limit, DESCRIPTORS)));
        Facts.command("git", "status", "--porcelain", "--untracked-files=no")
                .filter(changes -> !changes.isEmpty())
                .ifPresent(changes ->
                        warnings.add(
                                "the git tree has changes: nobody can build what was measured;"
                                        + " commit first"));
    }
}
