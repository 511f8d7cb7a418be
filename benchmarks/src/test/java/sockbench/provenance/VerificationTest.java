package sockbench.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import static sockbench.findings.SmallRun.EPOLL;
import static sockbench.findings.SmallRun.NETTY;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.findings.Findings;
import sockbench.findings.SmallFork;
import sockbench.findings.SmallRun;
import sockbench.results.LatencyKind;
import sockbench.results.Metric;
import sockbench.results.RunDirectory;
import sockbench.results.Sample;
import sockbench.results.WindowField;

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
        alter("report.html", "center=GEOMETRIC, value=1.0", "center=GEOMETRIC, value=1.1");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("report.html, line 2, column ")
                .contains("value=1.1")
                .contains("value=1.0");
    }

    @Test
    void namesTheSampleThatWasAltered() throws IOException {
        alter("samples.csv", "response_p50_us,us,646", "response_p50_us,us,647");

        assertThat(problems().getFirst()).startsWith("samples.csv was changed after the run");
        assertThat(problems())
                .anyMatch(problem -> problem.contains("response_p50_us of fork 1 is 647"));
    }

    @Test
    void namesANumberThatFollowsFromAnAlteredWindow() throws IOException {
        alterWindow("server_cpu_ns", "4000000");

        assertThat(problems().getFirst()).startsWith("windows.csv was changed after the run");
        assertThat(problems().getLast()).startsWith("report.html, line 2");
    }

    @Test
    void namesAForkWhoseWindowsAndHistogramCountOtherwise() throws IOException {
        alterWindow("answered", "499");

        assertThat(problems())
                .anyMatch(problem ->
                        problem.startsWith("windows.csv: fork 1 (throughput EPOLL")
                                && problem.endsWith(
                                        " has 9999 answers, its histogram 10000 (response)"));
    }

    /// With hashes and report made anew, as one would who wants to be believed.
    @Test
    void namesACostThatItsOwnPartsContradict() throws IOException {
        var lines = Files.readAllLines(directory.file("windows.csv"));
        int cost = List.of(lines.getFirst().split(",", -1)).indexOf("server_cpu_ns");
        for (int i = 1; i < lines.size(); i++) {
            var row = lines.get(i).split(",", -1);
            if (row[2].equals("EPOLL")) {
                row[cost] = Double.toString(Double.parseDouble(row[cost]) / 3);
            }
            lines.set(i, String.join(",", row));
        }
        Files.write(directory.file("windows.csv"), lines);
        Manifest.write(directory);
        for (var file : report(directory).entrySet()) {
            Files.writeString(directory.file(file.getKey()), file.getValue());
        }

        assertThat(problems())
                .hasSize(3)
                .allMatch(problem -> problem.contains("its user and system time are"));
    }

    @Test
    void namesATailThatHasPreemptedWindowsInIt() throws IOException {
        var open = SmallRun.open("EPOLL", 20_000);
        var fork =
                new SmallFork(open, 8)
                        .with(WindowField.GENERATOR_LONGEST_GAP_NS, 2e6)
                        .upTo(5)
                        .latencies(LatencyKind.UNPREEMPTED, 40, 10, 10_000);
        var other = new SmallRun(results, "open", 1).plan(open).fork(fork).read();

        assertThat(new WindowChecks(other).problems())
                .singleElement()
                .asString()
                .endsWith(" has 7500 answers, its histogram 10000 (unpreempted)");
    }

    @Test
    void namesAWindowThatIsMissing() throws IOException {
        removeLines("windows.csv", ",EPOLL,64,64,closed,,0,0,2,subject,7,");

        assertThat(problems())
                .anyMatch(problem ->
                        problem.startsWith("windows.csv: fork 2 (throughput EPOLL")
                                && problem.endsWith(" has no window in block 7"));
    }

    @Test
    void namesAWindowOfTheReferenceThatIsMissing() throws IOException {
        removeLines("windows.csv", ",REACTOR,64,64,closed,,0,0,2,reference,7,");

        assertThat(problems())
                .anyMatch(
                        problem -> problem.endsWith(" has no window of the reference in block 7"));
    }

    @Test
    void namesAForkWithoutWindows() throws IOException {
        removeLines("windows.csv", ",EPOLL,64,64,closed,,0,0,2,subject,");

        assertThat(problems())
                .anyMatch(problem ->
                        problem.startsWith("windows.csv: fork 2 (throughput EPOLL")
                                && problem.endsWith(" has no windows"));
    }

    @Test
    void namesASampleThatIsMissing() throws IOException {
        removeLines("samples.csv", ",3,3,server_threads_peak,");

        assertThat(problems())
                .anyMatch(problem ->
                        problem.startsWith("samples.csv: fork 3")
                                && problem.endsWith("lacks server_threads_peak"));
    }

    @Test
    void namesASampleThatItsWindowsContradict() throws IOException {
        directory.append(List.of(new Sample(EPOLL, 1, 1, Metric.SERVER_CPU, 9)));

        assertThat(problems())
                .anyMatch(problem ->
                        problem.startsWith(
                                "samples.csv: server_cpu_us_per_request of fork 1 is 9.0, its"
                                        + " windows say 10"));
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
        alter("samples.csv", "response_p50_us,us,[0-9.]+", "response_p50_us,us,many");

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
                        .map(finding ->
                                finding.id() + " " + finding.estimate() + " " + finding.ratio())
                        .collect(Collectors.joining(", "));
        return Map.of("report.html", "<p>\n" + numbers + "\n</p>\n");
    }

    private void alter(String file, String from, String to) throws IOException {
        var text = Files.readString(directory.file(file));
        assertThat(text).containsPattern(from);
        Files.writeString(directory.file(file), text.replaceFirst(from, to));
    }

    /// One field of the first window of a subject.
    private void alterWindow(String field, String value) throws IOException {
        var lines = Files.readAllLines(directory.file("windows.csv"));
        var columns = List.of(lines.getFirst().split(",", -1));
        var row = lines.get(1).split(",", -1);
        row[columns.indexOf(field)] = value;
        lines.set(1, String.join(",", row));
        Files.write(directory.file("windows.csv"), lines);
    }

    private void removeLines(String file, String part) throws IOException {
        var lines = Files.readAllLines(directory.file(file));
        assertThat(lines.removeIf(line -> line.contains(part))).isTrue();
        Files.write(directory.file(file), lines);
    }
}
