package sockbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import de.siegmar.fastcsv.reader.CsvReader;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.evidence.Findings;
import sockbench.evidence.SmallRun;
import sockbench.results.Cell;
import sockbench.results.Metric;
import sockbench.results.Plan;
import sockbench.results.RunDirectory;
import sockbench.results.Sample;
import sockbench.results.Verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

class ReportTest {
    @TempDir static Path results;

    private static RunDirectory standard = new RunDirectory(Path.of(""));
    private static Map<String, String> files = Map.of();
    private static String page = "";

    @BeforeAll
    static void render() throws IOException {
        standard = new RunDirectory(results.resolve("20260301T100000Z-standard"));
        SyntheticRun.standard(standard);
        files = Report.of(standard).render();
        page = files.getOrDefault("report.html", "");
    }

    @Test
    void theSameRunAlwaysGivesTheSameBytes() throws IOException {
        assertThat(Report.of(standard).render()).isEqualTo(files);
    }

    @Test
    void asksNobodyForAnything() {
        var loads = Pattern.compile("<(?:link|img|iframe|script)[^>]*(?:src|href)=|@import|url\\(");

        assertThat(loads.matcher(page).results()).isEmpty();
        assertThat(page).contains("default-src 'none'");
    }

    @Test
    void dataIslandParses() {
        assertThat(island().keySet()).contains("charts", "citations");
        assertThat(island().getAsJsonObject("charts").keySet())
                .containsExactlyInAnyOrder(
                        "load-curve", "over-connections", "percentiles-chart", "three-times");
    }

    @Test
    void loadCurvesRiseToTheRateThatWasAnOverload() {
        var curves =
                island().getAsJsonObject("charts")
                        .getAsJsonObject("load-curve")
                        .getAsJsonArray("views")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonArray("series")
                        .asList();

        assertThat(curves)
                .filteredOn(curve -> curve.getAsJsonObject().has("wall"))
                .extracting(
                        curve -> curve.getAsJsonObject().get("name").getAsString(),
                        curve -> curve.getAsJsonObject().get("wall").getAsDouble())
                .containsExactly(tuple(SyntheticRun.OVERLOADED, SyntheticRun.OVERLOAD_PER_SECOND));
    }

    @Test
    void everyNumberToCiteHasItsCitation() {
        var citations = island().getAsJsonObject("citations").getAsJsonObject("forms");
        var buttons = Pattern.compile("data-cite=\"([^\"]+)\"").matcher(page).results();

        assertThat(buttons.map(button -> button.group(1))).isNotEmpty().allMatch(citations::has);
    }

    @Test
    void everyPlannedCellIsInTheSummary() throws IOException {
        var planned = standard.plan().cells().stream().distinct().count();
        try (var csv = CsvReader.builder().ofNamedCsvRecord(files.get("summary.csv"))) {
            var cells = csv.stream().map(row -> row.getFields().subList(1, 8)).distinct().count();

            assertThat(cells).isEqualTo(planned);
        }
    }

    @Test
    void unavailableModelsAreShownWithTheirReason() {
        assertThat(page).contains("io_uring_setup: Operation not permitted");
        assertThat(page).contains("serves one connection at a time");
    }

    @Test
    void lowerBoundsAreMarkedAndCannotBeCited() throws IOException {
        var bounds =
                Findings.of(standard).stream()
                        .filter(finding -> finding.verdict() == Verdict.GENERATOR_LIMITED)
                        .filter(Numbers::isLowerBound)
                        .map(Numbers::figure)
                        .toList();

        assertThat(bounds).isNotEmpty().allMatch(figure -> figure.text().startsWith("≥ "));
        assertThat(bounds).noneMatch(figure -> figure.citable());
    }

    @Test
    void latencySaysWhichLoopItIsFrom() {
        assertThat(page).contains("p99, closed loop").contains("p99 response time, open loop");
    }

    @Test
    void textFromTheRunCannotBecomeMarkup() throws IOException {
        var run = new RunDirectory(results.resolve("script"));
        SyntheticRun.ofWords(run, "</script><script>alert(1)</script>");

        var hostile = Report.of(run).render().getOrDefault("report.html", "");

        assertThat(hostile).doesNotContain("<script>alert(1)");
    }

    @Test
    void whatWasNotMeasuredIsSaidInOneLine() throws IOException {
        var run = new RunDirectory(results.resolve("quick"));
        SyntheticRun.quick(run);

        var quick = Report.of(run).render().getOrDefault("report.html", "");

        assertThat(quick)
                .contains("Load curve: not measured in this run")
                .doesNotContain("id=\"load-curve\"");
    }

    @Test
    void drawsADotForEveryForkInTheOrderOfExecution() throws IOException {
        var measured =
                standard.samples().stream()
                        .filter(sample -> sample.metric() == Metric.SERVER_CPU)
                        .map(Sample::fork)
                        .distinct()
                        .count();
        var order = page.substring(page.indexOf("<section id=\"order\""));

        assertThat(Pattern.compile("<circle class=\"dot\"").matcher(order).results())
                .hasSize((int) measured);
    }

    @Test
    void aRunThatMeasuredNothingStillHasAReport() throws IOException {
        var run = new RunDirectory(results.resolve("killed"));
        run.write(new Plan("killed", "quick", 1, List.of(), Map.of(), "bench"));

        assertThat(Report.of(run).render())
                .containsOnlyKeys("report.html", "summary.csv", "brief.md");
    }

    @Test
    void theBestOfFewIsNotCalledTheBestOfAll() throws IOException {
        var run =
                new SmallRun(results, "disturbed", 3)
                        .measured(SmallRun.EPOLL, 2, 5, 9)
                        .measured(SmallRun.NETTY, 10, 10.1, 9.9)
                        .write();

        assertThat(Report.of(run).render().get("brief.md"))
                .contains(
                        "NETTY_EPOLL needs the least server CPU of those whose number stands, 1 of"
                                + " 2: 10");
        assertThat(files.get("brief.md")).doesNotContain("those whose number stands");
    }

    @Test
    void theControlIsNotRanked() {
        assertThat(files.get("brief.md"))
                .doesNotContain("| EPOLL_AGAIN |")
                .doesNotContain(Cell.NULL_SERVER);
    }

    private static JsonObject island() {
        var island =
                Pattern.compile(
                                "<script type=\"application/json\" id=\"data\">(.*?)</script>",
                                Pattern.DOTALL)
                        .matcher(page);
        assertThat(island.find()).isTrue();
        return JsonParser.parseString(island.group(1)).getAsJsonObject();
    }
}
