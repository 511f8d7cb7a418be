package sockbench.provenance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.jspecify.annotations.Nullable;

import sockbench.measured.RecordedRun;
import sockbench.results.Arm;
import sockbench.results.Cell;
import sockbench.results.LoopType;
import sockbench.results.RunDirectory;
import sockbench.results.Verdict;
import sockbench.results.Window;
import sockbench.results.WindowField;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether `jmh.json` tells the same as `windows.csv`: a window of a subject is an iteration of
/// JMH's, and its rate is that iteration's score.
///
/// A fork may be missing in `jmh.json`: its own process writes the windows, the runner writes JMH's
/// result after it, and may have been ended between the two.
final class JmhChecks {
    private static final String FILE = "jmh.json";

    /// JMH's clock is read later and earlier than the window's. In the runs in the repository this
    /// makes 0.5 % in a fork's median window, and 34 % in the worst of all windows: the machine
    /// took the CPU away between the two.
    private static final double TOLERANCE = 0.05;

    /// A median of few windows is one of them: in the two of a smoke run, 7 % were seen.
    private static final double OF_ONE_WINDOW = 0.4;

    private JmhChecks() {}

    /// One line for each cell that disagrees.
    static Stream<String> problems(RunDirectory directory, RecordedRun run) throws IOException {
        if (!Files.exists(directory.file(FILE)) || run.windows().isEmpty()) {
            return Stream.empty();
        }
        if (!(directory.readJson(FILE) instanceof JsonArray results)) {
            return Stream.of(FILE + " is no list of results");
        }
        var scores = new LinkedHashMap<JsonObject, List<double[]>>();
        for (var result : results) {
            var params = result.getAsJsonObject().getAsJsonObject("params");
            scores.computeIfAbsent(params, first -> new ArrayList<>())
                    .addAll(scores(result.getAsJsonObject()));
        }
        return scores.entrySet().stream()
                .filter(cell -> isComplete(run, cell.getKey()))
                .map(cell -> problem(run, cell.getKey(), cell.getValue()))
                .flatMap(Stream::ofNullable);
    }

    /// Those of each fork, in their order. A resumed run has a result of each of its parts.
    private static List<double[]> scores(JsonObject result) {
        return result.getAsJsonObject("primaryMetric").getAsJsonArray("rawData").asList().stream()
                .map(fork ->
                        fork.getAsJsonArray().asList().stream()
                                .mapToDouble(JsonElement::getAsDouble)
                                .toArray())
                .toList();
    }

    private static @Nullable String problem(
            RecordedRun run, JsonObject params, List<double[]> scores) {
        var rates = List.copyOf(rates(run, params).values());
        int fork = 0;
        for (var score : scores) {
            while (fork < rates.size() && !agree(score, rates.get(fork))) {
                fork++;
            }
            if (fork == rates.size()) {
                return "%s: %s of %s has a fork of %s per s; by their windows its forks have %s"
                        .formatted(
                                FILE,
                                text(params, "question"),
                                text(params, "model"),
                                text(score),
                                rates.stream()
                                        .map(JmhChecks::text)
                                        .collect(Collectors.joining(", ")));
            }
            fork++;
        }
        return null;
    }

    private static boolean agree(double[] scores, double[] rates) {
        if (scores.length != rates.length) {
            return false;
        }
        var quotients =
                IntStream.range(0, scores.length)
                        .mapToDouble(window -> scores[window] / rates[window])
                        .toArray();
        return Math.abs(new Median().evaluate(quotients) - 1)
                <= TOLERANCE + OF_ONE_WINDOW / quotients.length;
    }

    private static String text(double[] rates) {
        return "%.0f (%d windows)".formatted(new Median().evaluate(rates), rates.length);
    }

    /// The rates of each fork's windows in the order of time, by the number of the fork.
    private static SortedMap<Integer, double[]> rates(RecordedRun run, JsonObject params) {
        return run.windows().stream()
                .filter(window -> window.arm() == Arm.SUBJECT)
                .filter(window -> isNamed(window.cell(), params))
                .collect(
                        Collectors.groupingBy(
                                Window::fork,
                                TreeMap::new,
                                Collectors.collectingAndThen(
                                        Collectors.toList(), JmhChecks::rates)));
    }

    private static double[] rates(List<Window> windows) {
        return windows.stream()
                .sorted(Comparator.comparingDouble(window -> window.value(WindowField.STARTED_NS)))
                .mapToDouble(window ->
                        1e9
                                * window.value(WindowField.COMPLETED)
                                / window.value(WindowField.WALL_NS))
                .toArray();
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
