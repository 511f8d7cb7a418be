package sockbench.measured;

import com.google.gson.JsonObject;

import org.HdrHistogram.Histogram;

import sockbench.results.Cell;
import sockbench.results.Fork;
import sockbench.results.LatencyKind;
import sockbench.results.LatencyLog;
import sockbench.results.LatencyLog.Source;
import sockbench.results.Plan;
import sockbench.results.RunDirectory;
import sockbench.results.Sample;
import sockbench.results.Verdict;
import sockbench.results.Window;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/// One run as it lies on disk, read once.
public final class RecordedRun {
    private final Plan plan;
    private final List<Fork> forks;
    private final Map<Cell, List<Fork>> forksOfCells;
    private final List<Sample> samples;
    private final List<Window> windows;
    private final Map<Source, Map<LatencyKind, Histogram>> latencies;
    private final JsonObject environment;
    private final List<String> cutOff;
    private final RunNumbers measured;

    private RecordedRun(RunDirectory directory, JsonObject environment) throws IOException {
        var log = new FutureTask<>(new LatencyLog(directory)::read);
        this.plan = directory.plan();
        // Decoding histograms takes as long as reading all the rest.
        Thread.ofPlatform().start(log);
        this.forks = directory.forks();
        this.forksOfCells = forks.stream().collect(Collectors.groupingBy(Fork::cell));
        this.samples = directory.samples();
        this.windows = directory.windows();
        this.latencies = result(log);
        this.environment = environment;
        this.cutOff = directory.cutOff();
        this.measured = RunNumbers.of(samples, windows, latencies);
    }

    private static <T> T result(Future<T> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            if (failed.getCause() instanceof RuntimeException damaged) {
                throw damaged;
            }
            throw new AssertionError(failed);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a run was read", ended);
        }
    }

    /// @throws IOException in one line if the directory holds no run
    public static RecordedRun read(RunDirectory directory) throws IOException {
        return new RecordedRun(
                directory,
                Files.exists(directory.file("environment.json"))
                        ? directory.readObject("environment.json")
                        : new JsonObject());
    }

    public Plan plan() {
        return plan;
    }

    /// Those that ended, in order.
    public List<Fork> forks() {
        return forks;
    }

    /// Files whose last row was cut off, and is left out.
    public List<String> cutOff() {
        return cutOff;
    }

    public List<Sample> samples() {
        return samples;
    }

    public List<Window> windows() {
        return windows;
    }

    /// Full histograms.
    public Map<Source, Map<LatencyKind, Histogram>> latencies() {
        return latencies;
    }

    /// Empty if the run did not come to write it.
    public JsonObject environment() {
        return environment;
    }

    /// A fact of the environment, e.g. `identity`, `cpu`; `unknown` if it is not recorded.
    public String fact(String group, String name) {
        return environment.get(group) instanceof JsonObject facts && facts.has(name)
                ? facts.get(name).getAsString()
                : "unknown";
    }

    public RunNumbers measured() {
        return measured;
    }

    /// Histograms that a fork recorded of `cell`; empty if it recorded none.
    public Map<LatencyKind, Histogram> latencies(int fork, Cell cell) {
        return latencies.getOrDefault(Source.of(fork, cell), Map.of());
    }

    /// Whether a cell is the reference measured against itself.
    public boolean isControl(Cell cell) {
        return cell.model().equals(plan.reference());
    }

    /// Forks of a cell that ended, in order, whatever became of them.
    public List<Fork> forks(Cell cell) {
        return forksOfCells.getOrDefault(cell, List.of());
    }

    public List<Fork> forks(Cell cell, Verdict outcome) {
        return forks(cell).stream().filter(fork -> fork.outcome() == outcome).toList();
    }
}
