package sockbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// What a report says of models, computed again by other code: from the citations it shows to the
/// forks they name, and from these to rows of `samples.csv`.
class TraceabilityTest {
    private static final int FORKS = 8;
    private static final int[] HANDS =
            IntStream.range(0, 1 << (2 * FORKS))
                    .filter(hand -> Integer.bitCount(hand) == FORKS)
                    .map(TraceabilityTest::u)
                    .toArray();
    private static final Pattern CITED =
            Pattern.compile("(\\w+): server CPU per request .*, forks ([\\d, ]+), id \\w+\\.");
    private static final Pattern RANK = Pattern.compile("(?m)^\\| (\\d+) \\| (\\w+) \\|");
    private static final Pattern FLOOR = Pattern.compile("from itself by up to ([\\d.]+) %");
    private static final Pattern RATIO =
            Pattern.compile(
                    "(?m)^(?:(\\w+) needs ([\\d.]+) × the server CPU per request of (\\w+)|"
                            + "No .*: (\\w+) / (\\w+) = ([\\d.]+))"
                            + " \\(95 % .*, p [=<] ([\\d.]+), n = 8 and 8\\)\\.$");

    @TempDir static Path results;

    private static String brief = "";
    private static Map<String, double[]> cpu = Map.of();

    @BeforeAll
    static void followCitationsToSamples() throws IOException {
        var run = new RunDirectory(results.resolve("20260301T100000Z-ranked"));
        SyntheticRun.ranked(run);
        var files = Report.of(run).render();
        brief = files.getOrDefault("brief.md", "");
        var samples = Files.readAllLines(run.file("samples.csv"));
        cpu = new LinkedHashMap<>();
        for (var id : matches(Pattern.compile("`(\\w+)`"), brief)) {
            var cited = CITED.matcher(sentence(files.getOrDefault("report.html", ""), id.group(1)));
            assertThat(cited.matches()).isTrue();
            cpu.put(cited.group(1), values(samples, cited.group(2).split(", ", -1)));
        }
    }

    @Test
    void everyRankFollowsFromTheForksItsCitationNames() {
        var models = List.copyOf(cpu.keySet());
        var pairs = new ArrayList<List<String>>();
        for (var better : models) {
            for (var worse : models) {
                if (ratio(better, worse) < 1) {
                    pairs.add(List.of(better, worse));
                }
            }
        }
        var p = holm(pairs);

        var ranks = matches(RANK, brief);

        assertThat(ranks).extracting(rank -> rank.group(2)).containsExactlyElementsOf(models);
        assertThat(ranks).extracting(rank -> rank.group(1)).contains("1", "3");
        for (var rank : ranks) {
            var better =
                    IntStream.range(0, p.length)
                            .filter(i -> pairs.get(i).getLast().equals(rank.group(2)))
                            .filter(i -> isDifferent(p[i], ratio(pairs.get(i))))
                            .count();
            assertThat(rank.group(1)).as(rank.group(2)).isEqualTo(Long.toString(1 + better));
        }
    }

    @Test
    void everyRatioFollowsFromTheForksOfItsTwoModels() {
        var sentences = matches(RATIO, brief);
        var pairs =
                sentences.stream()
                        .map(words -> List.of(either(words, 1, 4), either(words, 3, 5)))
                        .toList();
        var p = holm(pairs);

        assertThat(sentences).hasSize(3);
        for (int i = 0; i < p.length; i++) {
            var words = sentences.get(i);
            assertThat(Double.parseDouble(either(words, 2, 6)))
                    .isCloseTo(ratio(pairs.get(i)), within(0.005));
            assertThat(Double.parseDouble(words.group(7)))
                    .isCloseTo(Math.max(0.001, p[i]), within(0.05 * p[i] + 1e-9));
            assertThat(words.group(1) != null).isEqualTo(isDifferent(p[i], ratio(pairs.get(i))));
        }
    }

    /// What the page's script puts together when somebody clicks on a number.
    private static String sentence(String page, String id) {
        var json = page.substring(page.indexOf("id=\"data\">") + "id=\"data\">".length());
        JsonObject citations =
                JsonParser.parseString(json.substring(0, json.indexOf("</script>")))
                        .getAsJsonObject()
                        .getAsJsonObject("citations");
        var pieces = citations.getAsJsonArray("pieces");
        var form = citations.getAsJsonObject("forms").getAsJsonObject(id);
        return StreamSupport.stream(form.getAsJsonArray("sentence").spliterator(), false)
                .map(piece -> pieces.get(piece.getAsInt()).getAsString())
                .reduce("", String::concat);
    }

    /// The last columns are round, fork, iteration, metric, unit, value.
    private static double[] values(List<String> samples, String... forks) {
        return Arrays.stream(forks)
                .mapToDouble(fork ->
                        samples.stream()
                                .filter(row ->
                                        row.matches(
                                                ".*,%s,\\d*,server_cpu_us_per_request,us,.*"
                                                        .formatted(fork)))
                                .mapToDouble(row ->
                                        Double.parseDouble(row.substring(row.lastIndexOf(',') + 1)))
                                .average()
                                .orElseThrow())
                .toArray();
    }

    private static double[] forks(String model) {
        return Objects.requireNonNull(cpu.get(model));
    }

    private static boolean isDifferent(double p, double ratio) {
        var floor = 1 + Double.parseDouble(matches(FLOOR, brief).getFirst().group(1)) / 100;
        return p <= 0.05 && Math.max(ratio, 1 / ratio) > floor;
    }

    private static double ratio(List<String> pair) {
        return ratio(pair.getFirst(), pair.getLast());
    }

    private static double ratio(String left, String right) {
        return Arrays.stream(forks(left)).sum() / Arrays.stream(forks(right)).sum();
    }

    private static double[] holm(List<List<String>> pairs) {
        var p = pairs.stream().mapToDouble(pair -> mannWhitney(pair)).toArray();
        var order =
                IntStream.range(0, p.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> p[i]))
                        .toList();
        var adjusted = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            var own = Math.min(1, (p.length - i) * p[order.get(i)]);
            adjusted[order.get(i)] = i == 0 ? own : Math.max(own, adjusted[order.get(i - 1)]);
        }
        return adjusted;
    }

    /// Exact, without ties: how many of all ways to deal 16 ranks to two hands give so large a U.
    private static double mannWhitney(List<String> pair) {
        var u = new MannWhitneyUTest().mannWhitneyU(forks(pair.getFirst()), forks(pair.getLast()));
        return (double) Arrays.stream(HANDS).filter(other -> other >= u).count() / HANDS.length;
    }

    private static int u(int hand) {
        var ranks =
                IntStream.range(0, 2 * FORKS)
                        .filter(i -> (hand & (1 << i)) != 0)
                        .map(i -> i + 1)
                        .sum();
        var u = ranks - FORKS * (FORKS + 1) / 2;
        return Math.max(u, FORKS * FORKS - u);
    }

    private static String either(MatchResult words, int one, int other) {
        return words.group(one) == null ? words.group(other) : words.group(one);
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
