package sockbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import sockbench.measured.RecordedRun;
import sockbench.provenance.Archive;
import sockbench.report.data.ReportData;
import sockbench.report.data.Setting;
import sockbench.report.sections.HeadlineSection;
import sockbench.results.Metric;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The page in a real browser. Without one the tests are skipped, and say so.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PageInBrowserTest {
    private static final String FIRST_ID = "(?s).*?data-cite=\"([^\"]+)\".*";

    @TempDir static Path scratch;

    private static String dom = "";
    private static RunDirectory run = new RunDirectory(Path.of(""));

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        var browser = Chromium.find();
        if (browser.isEmpty()) {
            System.out.println("PageInBrowserTest skipped: there is no chromium on the PATH");
        }
        assumeTrue(browser.isPresent());
        run = new RunDirectory(scratch.resolve("20260301T100000Z-standard"));
        SyntheticRun.standard(run);
        Report.of(run).write(run);
        dom = browser.get().dom(run.file("report.html"), scratch);
    }

    @Test
    void scriptDrawsEveryChartWithoutAnError() {
        assertThat(dom).contains("data-ready=\"4\"").doesNotContain("data-error");
    }

    @Test
    void aScriptErrorIsSeen() throws IOException, InterruptedException {
        var page = Files.readString(run.file("report.html"));
        var broken = scratch.resolve("broken.html");
        Files.writeString(broken, page.replace("\"views\":", "\"seen\":"));

        var dom = Chromium.find().orElseThrow().dom(broken, scratch);

        assertThat(dom).contains("data-error").doesNotContain("data-ready");
    }

    @Test
    void aClickOnANumberShowsItsCitationInAllForms() throws IOException, InterruptedException {
        var page = Files.readString(run.file("report.html"));
        var clicked = scratch.resolve("clicked.html");
        Files.writeString(
                clicked,
                page.replace(
                        "</body>",
                        "<script>document.querySelector('#ranking [data-cite]').click()</script>"
                                + "</body>"));

        var dom = Chromium.find().orElseThrow().dom(clicked, scratch);

        var ranking = page.substring(page.indexOf("<section id=\"ranking\""));
        var citation = new Archive(run.path()).cite(ranking.replaceFirst(FIRST_ID, "$1"));
        assertThat(dom)
                .containsPattern("<dialog id=\"citation\"[^>]* open")
                .contains(shown("sentence", citation.sentence()))
                .contains(shown("markdown", citation.markdown()))
                .contains(shown("bibtex", citation.bibtex()));
    }

    private static String shown(String form, String text) {
        var escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<pre data-form=\"" + form + "\">" + escaped + "</pre>";
    }

    @Test
    void keyNumbersAreInTheDocument() throws IOException {
        var data = ReportData.of(RecordedRun.read(run));
        var setting = Setting.natural(data).getFirst();
        for (var cell : HeadlineSection.table(data, setting).cells().subList(0, 5)) {
            var cost = data.numbers().ratio(cell, Metric.SERVER_CPU);

            assertThat(dom).contains(cell.model()).contains(cost.text()).contains(cost.interval());
        }
    }

    @Test
    void answerRanksAndPanelsAreThereWithoutTheScript() throws IOException {
        var page =
                Files.readString(run.file("report.html")).replaceAll("(?s)<script.*?</script>", "");

        assertThat(page)
                .contains("not separable here", "class=\"estimate\"", "<svg class=\"panel\"");
    }

    @Test
    void chartsHaveASize() {
        var canvas = dom.indexOf("<canvas");

        assertThat(dom.substring(canvas, canvas + 300)).containsPattern("width=\"[1-9][0-9]{2,}\"");
    }
}
