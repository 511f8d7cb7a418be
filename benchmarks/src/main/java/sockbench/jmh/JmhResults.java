package sockbench.jmh;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.util.Version;

import sockbench.fork.ForkSpec;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.RunDirectory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JMH's own results of a run, one for each cell, written anew after each fork. A fork's iterations
/// are the windows of several subjects; each goes to its cell, as a benchmark with that cell's
/// parameters.
///
/// JMH's error pools the iterations of all forks as if they were independent; it is kept for JMH's
/// tools and is not what the report prints.
public final class JmhResults {
    private static final String NAME = "jmh.json";

    private final RunDirectory directory;
    private final JsonArray earlier;
    private final Map<Cell, List<BenchmarkResult>> forks = new LinkedHashMap<>();
    private final Map<Cell, BenchmarkParams> params = new LinkedHashMap<>();

    /// Keeps what the earlier part of a resumed run has left: a cell then has a result of each.
    JmhResults(RunDirectory directory) throws IOException {
        this.directory = directory;
        this.earlier =
                Files.exists(directory.file(NAME))
                        ? directory.readJson(NAME).getAsJsonArray()
                        : new JsonArray();
    }

    /// The version of JMH.
    public static String version() {
        return Version.getPlainVersion();
    }

    void add(ForkSpec spec, Collection<RunResult> results) throws IOException {
        var subjects =
                spec.slots().stream()
                        .filter(slot -> slot.arm(spec.stages()) == Arm.SUBJECT)
                        .map(slot -> slot.cell(spec.stages(), ""))
                        .toList();
        for (var result : results) {
            for (var fork : result.getBenchmarkResults()) {
                split(fork, subjects);
            }
        }
        write();
    }

    private void split(BenchmarkResult fork, List<Cell> subjects) {
        var iterations = new LinkedHashMap<Cell, List<IterationResult>>();
        int next = 0;
        for (var iteration : fork.getIterationResults()) {
            iterations
                    .computeIfAbsent(subjects.get(next++), cell -> new ArrayList<>())
                    .add(iteration);
        }
        iterations.forEach((cell, own) -> {
            var named = params.computeIfAbsent(cell, first -> named(fork.getParams(), first));
            forks.computeIfAbsent(cell, first -> new ArrayList<>())
                    .add(new BenchmarkResult(named, own, fork.getMetadata()));
        });
    }

    /// The parameters of a fork with those of one of its cells.
    private static BenchmarkParams named(BenchmarkParams fork, Cell cell) {
        var workload = new WorkloadParams();
        var values =
                List.of(
                        Map.entry("question", cell.question().id()),
                        Map.entry("model", cell.model()),
                        Map.entry("connections", Integer.toString(cell.connections())),
                        Map.entry("bodyBytes", Integer.toString(cell.bodyBytes())),
                        Map.entry("loop", cell.loop().id()),
                        Map.entry("offeredPerSecond", Double.toString(cell.offeredPerSecond())),
                        Map.entry("threads", Integer.toString(cell.threads())));
        for (int i = 0; i < values.size(); i++) {
            workload.put(values.get(i).getKey(), values.get(i).getValue(), i);
        }
        return new BenchmarkParams(
                fork.getBenchmark(),
                fork.generatedBenchmark(),
                fork.shouldSynchIterations(),
                fork.getThreads(),
                fork.getThreadGroups(),
                fork.getThreadGroupLabels(),
                fork.getForks(),
                fork.getWarmupForks(),
                fork.getWarmup(),
                fork.getMeasurement(),
                fork.getMode(),
                workload,
                fork.getTimeUnit(),
                fork.getOpsPerInvocation(),
                fork.getJvm(),
                fork.getJvmArgs(),
                fork.getJdkVersion(),
                fork.getVmName(),
                fork.getVmVersion(),
                fork.getJmhVersion(),
                fork.getTimeout());
    }

    private void write() throws IOException {
        var merged =
                forks.entrySet().stream()
                        .map(entry -> new RunResult(params.get(entry.getKey()), entry.getValue()))
                        .toList();
        var json = new ByteArrayOutputStream();
        try (var out = new PrintStream(json, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(merged);
        }
        var all = earlier.deepCopy();
        for (var result :
                JsonParser.parseString(json.toString(StandardCharsets.UTF_8)).getAsJsonArray()) {
            forgetPaths(result.getAsJsonObject());
            all.add(result);
        }
        directory.writeJson(NAME, all);
    }

    /// A run is published, so it must not tell where on a machine things are; and what one fork was
    /// told says nothing about the others it stands with.
    private static void forgetPaths(JsonObject result) {
        result.addProperty("jvm", "java");
        var arguments = new JsonArray();
        result.getAsJsonArray("jvmArgs").asList().stream()
                .filter(argument -> !argument.getAsString().startsWith(ForkSpec.OPTION))
                .filter(argument -> !argument.getAsString().startsWith(ForkRunner.CRASH_REPORT))
                .forEach(arguments::add);
        result.add("jvmArgs", arguments);
    }
}
