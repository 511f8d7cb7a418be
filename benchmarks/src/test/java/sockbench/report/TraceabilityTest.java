package sockbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonParser;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// What a report says of models, [Recomputed] by other code: from the citations it shows to the
/// forks they name, and from these to rows of `windows.csv`.
class TraceabilityTest {
    private static final Pattern CITED =
            Pattern.compile(
                    "(\\w+): server CPU per request ([\\d.]+) × REACTOR \\(95 % interval ([\\d.]+)"
                        + " to ([\\d.]+), .*?(pooled over models)?, VALID\\).*, forks ([\\d, ]+),"
                        + " id \\w+\\.");
    private static final Pattern RANK =
            Pattern.compile("(?m)^\\| (\\d+)(?: to (\\d+))? \\| (\\w+)(?: \\([^)]*\\))? \\|");
    private static final Pattern COUNTERPARTS =
            Pattern.compile(
                    "(?m)^(\\w+) needs ([\\d.]+) × the server CPU per request of (\\w+) \\(95 %");

    @TempDir static Path results;

    private static final Recomputed FORKS = new Recomputed();
    private static final Map<String, MatchResult> CITATIONS = new LinkedHashMap<>();
    private static String brief = "";

    @BeforeAll
    static void followCitationsToWindows() throws IOException {
        var run = new RunDirectory(results.resolve("20260301T100000Z-ranked"));
        SyntheticRun.ranked(run);
        var files = Report.of(run).render();
        brief = files.getOrDefault("brief.md", "");
        for (var id : matches(Pattern.compile("`(\\w+)`"), brief)) {
            var cited = CITED.matcher(sentence(files.getOrDefault("report.html", ""), id.group(1)));
            assertThat(cited.matches()).as(id.group(1)).isTrue();
            var model = cited.group(1);
            CITATIONS.put(model, cited.toMatchResult());
            FORKS.add(run, model, List.of(cited.group(6).split(", ", -1)), cited.group(5) != null);
        }
    }

    @Test
    void everyRatioAndIntervalFollowsFromTheWindowsOfTheForksThatItsCitationNames() {
        assertThat(CITATIONS).hasSize(16);
        CITATIONS.forEach((model, cited) -> {
            assertThat(Double.parseDouble(cited.group(2)))
                    .as(model)
                    .isCloseTo(FORKS.ratio(model), within(0.0006 * FORKS.ratio(model)));
            assertThat(Double.parseDouble(cited.group(3)))
                    .as("low end of " + model)
                    .isCloseTo(FORKS.low(model), within(0.0006 * FORKS.low(model)));
        });
    }

    @Test
    void everyRankFollowsFromTheForks() {
        var different = FORKS.different();
        var ranks = matches(RANK, brief);

        assertThat(ranks)
                .extracting(rank -> rank.group(3))
                .containsExactlyElementsOf(FORKS.models());
        for (var rank : ranks) {
            var model = rank.group(3);
            var better = different.stream().filter(pair -> pair.getLast().equals(model)).count();
            var worse = different.stream().filter(pair -> pair.getFirst().equals(model)).count();
            var highest = Objects.requireNonNullElse(rank.group(2), rank.group(1));

            assertThat(rank.group(1)).as(model).isEqualTo(Long.toString(1 + better));
            assertThat(highest).as(model).isEqualTo(Long.toString(FORKS.models().size() - worse));
        }
    }

    @Test
    void theTitleNamesTheFirstAndAllThatCannotBeToldFromIt() {
        var first = FORKS.models().getFirst();
        var tied =
                FORKS.models().stream()
                        .filter(model -> !FORKS.different().contains(List.of(first, model)))
                        .toList();
        var title = brief.substring(0, brief.indexOf('\n'));

        assertThat(tied).hasSizeBetween(2, 4);
        assertThat(FORKS.models())
                .filteredOn(model -> title.matches(".*\\b" + model + "\\b.* less .*"))
                .containsExactlyElementsOf(tied);
    }

    @Test
    void everyRatioOfAPairFollowsFromTheForksOfItsTwoModels() {
        var sentences = matches(COUNTERPARTS, brief);

        assertThat(sentences).hasSize(3);
        for (var words : sentences) {
            var pair = List.of(words.group(1), words.group(3));

            assertThat(Double.parseDouble(words.group(2)))
                    .isCloseTo(
                            FORKS.ratio(pair.getFirst()) / FORKS.ratio(pair.getLast()),
                            within(0.001));
            assertThat(FORKS.different()).contains(pair);
        }
    }

    /// What the page's script puts together when somebody clicks on a number.
    private static String sentence(String page, String id) {
        var json = page.substring(page.indexOf("id=\"data\">") + "id=\"data\">".length());
        var citations =
                JsonParser.parseString(json.substring(0, json.indexOf("</script>")))
                        .getAsJsonObject()
                        .getAsJsonObject("citations");
        var pieces = citations.getAsJsonArray("pieces");
        var entry = citations.getAsJsonObject("entries").getAsJsonObject(id);
        return StreamSupport.stream(entry.getAsJsonArray("p").spliterator(), false)
                .map(piece -> pieces.get(piece.getAsInt()).getAsString())
                .reduce("", String::concat);
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
