package sockbench.provenance;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import org.jspecify.annotations.Nullable;

import sockbench.measured.RecordedRun;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.RunDirectory;
import sockbench.results.Verdict;
import sockbench.results.WindowField;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Whether `jmh.json` tells the same as `windows.csv`: a window of a subject is an iteration of
/// JMH's, and its rate is that iteration's score.
final class JmhChecks {
    private static final String FILE = "jmh.json";

    /// JMH's own clock is read a little earlier and later than the window's.
    private static final double TOLERANCE = 0.02;

    private JmhChecks() {}

    /// One line for each cell that disagrees.
    static Stream<String> problems(RunDirectory directory, RecordedRun run) throws IOException {
        if (!Files.exists(directory.file(FILE)) || run.windows().isEmpty()) {
            return Stream.empty();
        }
        if (!(directory.readJson(FILE) instanceof JsonArray results)) {
            return Stream.of(FILE + " is no list of results");
        }
        var scores = new LinkedHashMap<JsonObject, List<Double>>();
        for (var result : results) {
            var params = result.getAsJsonObject().getAsJsonObject("params");
            scores.computeIfAbsent(params, first -> new ArrayList<>())
                    .addAll(scores(result.getAsJsonObject()));
        }
        return scores.entrySet().stream()
                .filter(cell -> isComplete(run, cell.getKey()))
                .map(cell -> problem(run, cell.getKey(), mean(cell.getValue())))
                .flatMap(Stream::ofNullable);
    }

    /// One for each fork. A resumed run has a result of each of its parts.
    private static List<Double> scores(JsonObject result) {
        var metric = result.getAsJsonObject("primaryMetric");
        int forks = metric.getAsJsonArray("rawData").size();
        return Collections.nCopies(forks, metric.get("score").getAsDouble());
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
    }

    private static @Nullable String problem(RecordedRun run, JsonObject params, double score) {
        double rate =
                run.windows().stream()
                        .filter(window -> window.arm() == Arm.SUBJECT)
                        .filter(window -> isNamed(window.cell(), params))
                        .mapToDouble(window ->
                                1e9
                                        * window.value(WindowField.COMPLETED)
                                        / window.value(WindowField.WALL_NS))
                        .average()
                        .orElse(Double.NaN);
        return Math.abs(score / rate - 1) <= TOLERANCE
                ? null
                : "%s: %s of %s has %.0f per s, its windows have %.0f"
                        .formatted(
                                FILE, text(params, "question"), text(params, "model"), score, rate);
    }

    /// After an overload, or the end of a server, an operation is no request.
    private static boolean isComplete(RecordedRun run, JsonObject params) {
        return text(params, "loop").equals(LoopType.CLOSED.id())
                && run.forks().stream()
                        .filter(fork -> isNamed(fork.cell(), params))
                        .allMatch(fork -> fork.outcome() == Verdict.VALID);
    }

    private static boolean isNamed(Cell cell, JsonObject params) {
        return cell.question().id().equals(text(params, "question"))
                && cell.model().equals(text(params, "model"))
                && Integer.toString(cell.connections()).equals(text(params, "connections"))
                && Integer.toString(cell.bodyBytes()).equals(text(params, "bodyBytes"))
                && Double.toString(cell.offeredPerSecond()).equals(text(params, "offeredPerSecond"))
                && Integer.toString(cell.threads()).equals(text(params, "threads"));
    }

    private static String text(JsonObject params, String name) {
        return Objects.requireNonNull(params.get(name), name).getAsString();
    }
}
