package sockbench.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

import sockbench.results.RunDirectory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JMH's own results of a run, the forks of each sweep together, written anew after each fork. The
/// iterations of a sweep follow each other from the lowest rate to the highest.
///
/// JMH's error pools the iterations of all forks as if they were independent; it is kept for JMH's
/// tools and is not what the report prints.
final class JmhResults {
    private static final String NAME = "jmh.json";

    private final Map<Sweep, List<BenchmarkResult>> forks = new LinkedHashMap<>();
    private final Map<Sweep, BenchmarkParams> params = new LinkedHashMap<>();

    void add(Sweep sweep, Collection<RunResult> results, RunDirectory directory)
            throws IOException {
        for (var result : results) {
            params.putIfAbsent(sweep, result.getParams());
            forks.computeIfAbsent(sweep, first -> new ArrayList<>())
                    .addAll(result.getBenchmarkResults());
        }
        var merged =
                params.entrySet().stream()
                        .map(entry ->
                                new RunResult(
                                        entry.getValue(),
                                        forks.getOrDefault(entry.getKey(), List.of())))
                        .toList();
        var json = new ByteArrayOutputStream();
        try (var out = new PrintStream(json, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(merged);
        }
        var content = JsonParser.parseString(json.toString(StandardCharsets.UTF_8));
        content.getAsJsonArray().forEach(result -> forgetPaths(result.getAsJsonObject()));
        directory.writeJson(NAME, content);
    }

    /// A run is published, so it must not tell where on a machine things are; and what one fork was
    /// told says nothing about the others it stands with.
    private static void forgetPaths(JsonObject result) {
        result.addProperty("jvm", "java");
        var arguments = new JsonArray();
        result.getAsJsonArray("jvmArgs").asList().stream()
                .filter(argument -> !argument.getAsString().startsWith(ForkOrder.PREFIX_OPTION))
                .forEach(arguments::add);
        result.add("jvmArgs", arguments);
    }
}
