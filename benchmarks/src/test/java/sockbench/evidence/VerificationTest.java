package sockbench.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import static sockbench.evidence.SmallRun.EPOLL;
import static sockbench.evidence.SmallRun.NETTY;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

class VerificationTest {
    @TempDir Path results;

    private RunDirectory directory;

    @BeforeEach
    void writeRunAndReport() throws IOException {
        directory =
                new SmallRun(results, "a-run", 3)
                        .measured(EPOLL, 10, 11, 12)
                        .measured(NETTY, 20, 21, 22)
                        .write();
        Manifest.write(directory);
        for (var file : report(directory).entrySet()) {
            Files.writeString(directory.file(file.getKey()), file.getValue());
        }
    }

    @Test
    void findsNothingInARunThatNobodyTouched() throws IOException {
        assertThat(problems()).isEmpty();
    }

    @Test
    void namesTheDigitThatWasAlteredInTheReport() throws IOException {
        alter("report.html", "11.0", "11.1");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("report.html, line 2, column ")
                .contains("11.1")
                .contains("11.0");
    }

    @Test
    void namesTheSampleThatWasAltered() throws IOException {
        alter("samples.csv", "response_p50_us,us,640", "response_p50_us,us,641");

        assertThat(problems().getFirst()).startsWith("samples.csv was changed after the run");
        assertThat(problems())
                .anyMatch(problem -> problem.contains("response_p50_us of fork 1 is 641"));
    }

    @Test
    void namesANumberThatFollowsFromAnAlteredSample() throws IOException {
        alter(
                "samples.csv",
                "server_cpu_us_per_request,us,11.0",
                "server_cpu_us_per_request,us,9.0");

        assertThat(problems().getLast()).startsWith("report.html, line 2");
    }

    @Test
    void namesASampleThatIsMissing() throws IOException {
        var lines = Files.readAllLines(directory.file("samples.csv"));
        lines.removeIf(line -> line.contains(",3,2,server_cpu_us_per_request,"));
        Files.write(directory.file("samples.csv"), lines);

        assertThat(problems())
                .anyMatch(problem ->
                        problem.startsWith("samples.csv: fork 3")
                                && problem.endsWith(
                                        "lacks server_cpu_us_per_request of iteration 2"));
    }

    @Test
    void namesARawFileThatIsGone() throws IOException {
        Files.delete(directory.file("latencies.hlog"));

        assertThat(problems().getFirst()).isEqualTo("latencies.hlog is missing");
    }

    @Test
    void namesARawFileThatCameLater() throws IOException {
        directory.writeJson("environment.json", new JsonObject());

        assertThat(problems()).containsExactly("environment.json was added after the run");
    }

    @Test
    void saysThatTheManifestIsMissing() throws IOException {
        Files.delete(directory.file("manifest.json"));

        assertThat(problems().getFirst()).startsWith("manifest.json is missing");
    }

    @Test
    void survivesASampleThatIsNoNumber() throws IOException {
        alter("samples.csv", "us,11.0", "us,eleven");

        assertThat(problems().getFirst()).startsWith("samples.csv was changed");
        assertThat(problems().getLast()).startsWith("the raw files cannot be read: ");
    }

    @Test
    void saysThatTheReportIsMissing() throws IOException {
        Files.delete(directory.file("report.html"));

        assertThat(problems()).containsExactly("report.html is missing");
    }

    private List<String> problems() throws IOException {
        return new Verification(directory, VerificationTest::report).problems();
    }

    private static Map<String, String> report(RunDirectory run) throws IOException {
        var numbers =
                Findings.of(run).stream()
                        .map(finding -> finding.id() + " " + finding.estimate())
                        .collect(Collectors.joining(", "));
        return Map.of("report.html", "<p>\n" + numbers + "\n</p>\n");
    }

    private void alter(String file, String from, String to) throws IOException {
        var text = Files.readString(directory.file(file));
        assertThat(text).contains(from);
        Files.writeString(directory.file(file), text.replaceFirst(from, to));
    }
}
