package sockbench.syscalls;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/// `perf stat` on one process, all of its threads, from [#start] to [#stop] and no longer.
///
/// perf counts while the command that it was given runs; here that is a shell that says when it was
/// started and waits for a line.
final class PerfStat {
    private static final String SYSTEM_CALLS = "raw_syscalls:sys_enter";
    private static final String CONTEXT_SWITCHES = "context-switches";

    private static final String COUNTING = "counting";

    private final Process perf;
    private final BufferedReader output;

    private PerfStat(Process perf) {
        this.perf = perf;
        this.output = perf.inputReader();
    }

    /// @return once the counters run
    /// @throws IOException in one line if perf is not installed or may not count here
    static PerfStat start(long pid) throws IOException {
        var command =
                List.of(
                        "perf",
                        "stat",
                        "--field-separator=,",
                        "--event=" + SYSTEM_CALLS + "," + CONTEXT_SWITCHES,
                        "--pid=" + pid,
                        "sh",
                        "-c",
                        "echo " + COUNTING + "; read line");
        var counting = new PerfStat(new ProcessBuilder(command).redirectErrorStream(true).start());
        var first = counting.output.readLine();
        if (!COUNTING.equals(first)) {
            throw new IOException("perf does not count here: " + first);
        }
        return counting;
    }

    /// Ends the counting.
    Counts stop() throws IOException {
        try (var commands = perf.outputWriter()) {
            commands.write('\n');
        }
        var lines = output.lines().toList();
        return new Counts(count(SYSTEM_CALLS, lines), count(CONTEXT_SWITCHES, lines));
    }

    /// A line is `count,unit,event,time running,percentage,…`.
    private static long count(String event, List<String> lines) throws IOException {
        for (var line : lines) {
            var fields = line.split(",", -1);
            if (fields.length > 2 && fields[2].equals(event) && fields[0].matches("\\d+")) {
                return Long.parseLong(fields[0]);
            }
        }
        throw new IOException("perf did not count %s: %s".formatted(event, lines));
    }

    /// What happened between start and stop.
    record Counts(long systemCalls, long contextSwitches) {}
}
