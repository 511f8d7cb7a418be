package sockbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import de.siegmar.fastcsv.reader.CsvReader;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.findings.Findings;
import sockbench.report.data.Numbers;
import sockbench.results.Cell;
import sockbench.results.Plan;
import sockbench.results.RunDirectory;
import sockbench.results.Verdict;
import sockbench.results.Window;
import sockbench.results.WindowField;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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
        var citations = island().getAsJsonObject("citations").getAsJsonObject("entries");
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
        SyntheticRun.ofWords(run, "</script><script>alert(1)</script> **bold** [a](b)");

        var hostile = Report.of(run).render();

        assertThat(hostile.get("report.html")).doesNotContain("<script>alert(1)");
        assertThat(hostile.get("brief.md"))
                .doesNotContain("<script>")
                .doesNotContain("**bold**")
                .doesNotContain("[a](b)");
    }

    @Test
    void whatWasNotMeasuredIsSaidInOneLine() throws IOException {
        var run = new RunDirectory(results.resolve("quick"));
        SyntheticRun.quick(run);

        var quick = Report.of(run).render().getOrDefault("report.html", "");

        assertThat(quick)
                .contains(
                        "Not measured in this run: cost over offered load, load curve, capacity,"
                                + " the generator's other transport, how many connections a model"
                                + " holds, requests that wait or compute, connections that come and"
                                + " go, response, service and send lag apart.")
                .doesNotContain("<section id=\"load\"")
                .doesNotContain("<section id=\"efficiency\"");
        assertThat(page)
                .contains(
                        "Not measured in this run: how many connections a model holds, requests"
                                + " that wait or compute, connections that come and go.");
    }

    @Test
    void drawsADotForEveryForkInTheOrderOfExecution() throws IOException {
        var measured =
                standard.windows().stream()
                        .filter(window -> window.value(WindowField.ANSWERED) > 0)
                        .map(Window::fork)
                        .distinct()
                        .count();

        assertThat(section("order").split("<circle class=\"dot\"", -1)).hasSize((int) measured + 1);
    }

    @Test
    void costOverLoadHasAPanelForEveryModelAndItsTable() {
        assertThat(section("efficiency").split("<svg class=\"panel\"", -1)).hasSize(17);
        assertThat(section("efficiency"))
                .contains("POLLING spins while waiting")
                .contains("Requests per wake-up", "Mean response, open loop");
    }

    @Test
    void whatSpinsIsNotRankedAtAFixedRate() {
        var rows = section("efficiency").split("<tr", -1);

        assertThat(rows)
                .filteredOn(row -> row.contains("data-sort=\"POLLING\""))
                .isNotEmpty()
                .noneMatch(row -> row.contains("class=\"rank\""));
        assertThat(rows)
                .filteredOn(row -> row.contains("data-sort=\"EPOLL\""))
                .isNotEmpty()
                .allMatch(row -> row.contains("class=\"rank\""));
    }

    @Test
    void eachPercentileHasItsOwnVerdict() {
        var p99 = loadTable("p99 response time");
        var p50 = loadTable("p50 response time");

        assertThat(row(p99, SyntheticMachine.LATE)).contains("<em>gen. limited</em>");
        assertThat(row(p50, SyntheticMachine.LATE)).doesNotContain("<em>gen. limited</em>");
    }

    @Test
    void theReferencesOwnRowIsInTheRanking() {
        assertThat(row(section("ranking"), SyntheticMachine.REFERENCE))
                .contains("reference, A/A")
                .contains("class=\"estimate\"");
    }

    @Test
    void aCostThatChangedWhileItWasMeasuredIsRemarked() {
        assertThat(section("order"))
                .contains("throughput " + SyntheticRun.CHANGED + ", 64 connections")
                .contains("1 of 5 forks the cost changed while it was measured");
    }

    @Test
    void saysHowSureItIsAndWhyItStopped() {
        assertThat(files.get("brief.md"))
                .containsPattern("A/A: REACTOR against itself comes to [01]\\.\\d+ × \\(")
                .containsPattern("median ±[\\d.]+ %, worst ±[\\d.]+ %")
                .contains("when the budget of 1 h was spent");
    }

    @Test
    void noIntervalReachesBelowZero() throws IOException {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(files.get("summary.csv"))) {
            assertThat(csv.stream())
                    .isNotEmpty()
                    .allMatch(row -> isNotNegative(row.getField("low")))
                    .allMatch(row -> isNotNegative(row.getField("ratio_low")));
        }
        assertThat(page).doesNotContainPattern(">[-−]\\d[\\d,.]*–");
    }

    private static boolean isNotNegative(String number) {
        return number.isEmpty() || Double.parseDouble(number) >= 0;
    }

    @Test
    void nothingIsComputedThatAModelHasNotDone() {
        assertThat(page + files.get("brief.md"))
                .doesNotContain("One server CPU could do")
                .doesNotContain("Undisturbed")
                .doesNotContain("NOISY")
                .doesNotContain("bootstrap")
                .doesNotContain("_AGAIN");
    }

    @Test
    void isSmallEnoughToSend() {
        assertThat(page.length()).isLessThan(2_000_000);
    }

    @Test
    void aRunThatMeasuredNothingStillHasAReport() throws IOException {
        var run = new RunDirectory(results.resolve("killed"));
        run.write(
                new Plan("killed", "quick", "REACTOR", 0.02, "", 1, List.of(), Map.of(), "bench"));

        assertThat(Report.of(run).render())
                .containsOnlyKeys("report.html", "summary.csv", "brief.md");
    }

    @Test
    void theNullServerIsNotRanked() {
        assertThat(files.get("brief.md")).doesNotContain(Cell.NULL_SERVER);
    }

    private static String section(String id) {
        var start = page.indexOf("<section id=\"" + id + "\"");
        return page.substring(start, page.indexOf("</section>", start));
    }

    private static String loadTable(String caption) {
        var load = section("load");
        var start = load.indexOf("<caption>" + caption);
        return load.substring(start, load.indexOf("</table>", start));
    }

    private static String row(String table, String model) {
        return Arrays.stream(table.split("<tr", -1))
                .filter(row -> row.contains(">" + model + "<") || row.contains(">" + model + " <"))
                .findFirst()
                .orElseThrow();
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
