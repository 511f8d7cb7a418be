package sockbench.report.sections;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.decide.Rules;
import sockbench.provenance.Manifest;
import sockbench.provenance.Verification;
import sockbench.report.Report;
import sockbench.report.SyntheticRun;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class DecisionSectionTest {
    private static final String RULES =
            """
            # what the service needs
            slo: p99 response <= 5 ms, 64 connections
            budget: 2 threads
            """;

    @TempDir Path results;

    private RunDirectory run;

    @BeforeEach
    void measure() throws IOException {
        run = new RunDirectory(results.resolve("20260301T100000Z-quick"));
        SyntheticRun.quick(run);
        Manifest.write(run);
    }

    @Test
    void saysHowToGetADecisionInOneLine() throws IOException {
        var page = Report.of(run).render().getOrDefault("report.html", "");

        assertThat(page)
                .contains("<p class=\"absent\">Not decided: report DIR --rules FILE")
                .doesNotContain("<section id=\"decision\"");
    }

    @Test
    void showsRulesWhoQualifiesAndWhatTheOthersBroke() throws IOException {
        decide(RULES);

        assertThat(section())
                .contains("<dd>p99 response &lt;= 5 ms, 64 connections</dd>", "<dd>2 threads</dd>")
                .containsPattern("(?s)Qualified.*>REACTOR<.*closed loop.*Not qualified")
                .containsPattern("(?s)Not qualified.*BLOCKING.*serves one connection at a time")
                .containsPattern(
                        "(?s)Not qualified.*THREAD_PER_CONNECTION.*threads: 65 \\(65 to 65\\), 3150"
                                + " % above 2");
    }

    @Test
    void everyModelIsHeldAgainstEveryRule() throws IOException {
        decide(RULES);

        var matrix = section().substring(section().indexOf("Every rule: pass, open or fail"));
        assertThat(matrix)
                .contains("p99 response &lt;= 5 ms, 64 connections</button>", "2 threads</button>")
                .containsPattern("(?s)>THREAD_PER_CONNECTION<.*?badge bad\" title=\"threads: 65")
                .containsPattern(">REACTOR</th><td data-sort=\"pass\"><span class=\"badge good\"");
    }

    @Test
    void theNumbersOfADecisionCanBeCited() throws IOException {
        decide(RULES);

        assertThat(section()).containsPattern("(?s)>REACTOR<.*?data-cite=");
    }

    @Test
    void rulesThatCameLaterAreNoAlteration() throws IOException {
        decide(RULES);

        assertThat(problems()).isEmpty();
    }

    @Test
    void rulesThatWereAlteredAre() throws IOException {
        decide(RULES);
        Files.writeString(run.file("rules.txt"), RULES.replace("2 threads", "9 threads"));

        assertThat(problems())
                .first()
                .asString()
                .isEqualTo("rules.txt was changed after the run: its hash is not the manifest's");
        assertThat(problems())
                .anyMatch(problem ->
                        problem.startsWith("report.html, line ") && problem.contains("9 threads"));
    }

    private void decide(String rules) throws IOException {
        var file = Files.writeString(results.resolve("service.txt"), rules);
        Rules.read(file).write(run);
        Report.of(run).write(run);
    }

    private List<String> problems() throws IOException {
        return new Verification(run, directory -> Report.of(directory).render()).problems();
    }

    private String section() throws IOException {
        var page = Report.of(run).render().getOrDefault("report.html", "");
        var start = page.indexOf("<section id=\"decision\"");
        return page.substring(start, page.indexOf("</section>", start));
    }
}
