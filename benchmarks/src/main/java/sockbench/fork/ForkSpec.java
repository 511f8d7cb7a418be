package sockbench.fork;

import com.google.gson.Gson;

import sockbench.plan.Builds;
import sockbench.plan.Effort;
import sockbench.plan.Stage;
import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.RunDirectory;
import sockbench.results.Verdict;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What one fork is to do. It travels to the fork's JVM as JSON in a system property.
///
/// @param directory where to append what is measured
/// @param number of the fork, from 1
/// @param round from 1
/// @param seed of order, payloads and schedules
/// @param started when the runner started the fork, ISO 8601
/// @param startedNanos the same on the monotonic clock, which on HotSpot has one origin for all
///   processes of a machine: a clock that is set must not change how long a fork took
/// @param runner process id of the runner: the fork ends with it
/// @param serverCpus where servers go, as [sockbench.host.Pinning] reads it
/// @param builds of what is compared
/// @param stages one after the other
/// @param target `HOST:PORT` of a server that runs already; empty if none is measured
public record ForkSpec(
        String directory,
        int number,
        int round,
        long seed,
        String started,
        long startedNanos,
        long runner,
        String serverCpus,
        Builds builds,
        List<Stage> stages,
        Effort effort,
        String target) {
    private static final String PROPERTY = "sockbench.fork";

    /// How [#asJvmArgument] begins.
    public static final String OPTION = "-D" + PROPERTY + "=";

    private static final Gson GSON = new Gson();

    public String asJvmArgument() {
        return OPTION + GSON.toJson(this);
    }

    /// What this fork was given.
    public static ForkSpec received() {
        var json = System.getProperty(PROPERTY);
        if (json == null) {
            throw new IllegalStateException(
                    "these benchmarks need a server and a place for their samples: start them with"
                            + " the bench command");
        }
        return GSON.fromJson(json, ForkSpec.class);
    }

    /// Every cell that the fork measures.
    public List<Cell> cells() {
        return stages.stream().flatMap(stage -> stage.cells().stream()).toList();
    }

    public List<Slot> slots() {
        return Slot.of(stages, seed);
    }

    /// How the fork ended for one of its cells, now.
    public Fork ended(Cell cell, Verdict outcome, String reason) {
        var begin = Instant.parse(started);
        var seconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos) / 1e3;
        return new Fork(number, round, cell, begin, seconds, outcome, reason);
    }

    RunDirectory run() {
        return new RunDirectory(Path.of(directory));
    }
}
