package sockbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static sockbench.findings.SmallRun.EPOLL;
import static sockbench.findings.SmallRun.NETTY;

import com.google.gson.JsonParser;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import sockbench.compare.ComparisonFormat;
import sockbench.findings.SmallRun;
import sockbench.provenance.Manifest;
import sockbench.report.Report;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The commands that judge runs, from their command lines to what they print and exit with.
class EvidenceCommandsTest {
    private static final double[] USUAL = {10, 10.1, 9.9, 10.05, 9.95, 10.02};
    private static final double[] SLOWER = {11, 11.1, 10.9, 11.05, 10.95, 11.02};
    private static final String CPU_ID_OF = ",EPOLL,64,64,closed,,0,0,server_cpu_us_per_request,";

    @TempDir Path results;

    private RunDirectory usual;
    private RunDirectory slower;

    @BeforeEach
    void measureTwice() throws IOException {
        usual = measured("usual", "Xeon", USUAL);
        slower = measured("slower", "Xeon", SLOWER);
    }

    @Test
    void compareOnlySaysWhatHasChanged() {
        var answer = CommandLineCall.of("compare", usual, slower);

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .startsWith("usual -> slower\nCompared: the usual metrics of all models.")
                .contains("separate runs, which is weaker evidence than `compare --live`")
                .contains("Machine: REACTOR itself, server_cpu_us_per_request: second run 1.000 ×")
                .contains(
                        "server_cpu_us_per_request: 1 -> 1.1 × REACTOR (10 us -> 11 us), ratio"
                                + " 1.100 (95 % 1.0")
                .contains("of 2): worse\n");
    }

    @ParameterizedTest
    @CsvSource({"5%, 1", "9.9%, 0", "20%, 0"})
    void compareFailsOnlyIfTheWholeIntervalLiesBeyondTheThreshold(String percent, int exitCode) {
        var answer = CommandLineCall.of("compare", usual, slower, "--fail-on-regression", percent);

        assertThat(answer.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void compareKnowsThatLessCpuAndMoreThroughputAreNoRegression() {
        var answer = CommandLineCall.of("compare", slower, usual, "--fail-on-regression", "0%");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out().lines().filter(line -> line.startsWith("throughput EPOLL")))
                .hasSize(5)
                .allMatch(line -> line.endsWith(": better"));
    }

    @Test
    void compareRefusesDifferentEnvironments() throws IOException {
        var elsewhere = measured("elsewhere", "Epyc", USUAL);

        var answer = CommandLineCall.of("compare", usual, elsewhere);

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .isEqualTo(
                        "the environments differ in cpu; --different-environments compares anyway");
    }

    @ParameterizedTest
    @EnumSource(ComparisonFormat.class)
    void everyLineSaysWhatDiffersBetweenEnvironments(ComparisonFormat format) throws IOException {
        var elsewhere = measured("elsewhere", "Epyc", USUAL);

        var answer =
                CommandLineCall.of(
                        "compare",
                        usual,
                        elsewhere,
                        "--different-environments",
                        "--format",
                        format.name());

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out().lines().filter(line -> line.contains("64 B")))
                .hasSize(10)
                .allMatch(line ->
                        line.endsWith("[environments differ: cpu]")
                                || line.endsWith(",cpu")
                                || line.endsWith("[environments differ: cpu]</td></tr>"));
    }

    @Test
    void compareAnswersANarrowQuestion() {
        var answer =
                CommandLineCall.of(
                        "compare",
                        usual,
                        slower,
                        "--metric",
                        "server_cpu_us_per_request",
                        "--models",
                        "epoll");

        assertThat(answer.out().lines())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("Compared: server_cpu_us_per_request of EPOLL."))
                .last()
                .asString()
                .contains(" of 1): worse");
    }

    @Test
    void compareWritesAFileInstead() throws IOException {
        var file = results.resolve("changes.html");

        var answer =
                CommandLineCall.of("compare", usual, slower, "--format", "html", "--output", file);

        assertThat(answer.out()).isEmpty();
        assertThat(file).content().startsWith("<!doctype html>").endsWith("</html>\n");
    }

    @Test
    void citeSaysEverythingInOneSentenceInMarkdownAndForBibtex() throws IOException {
        var id = id(usual);

        assertThat(CommandLineCall.of("cite", id, results).out())
                .isEqualTo(
                        "EPOLL: server CPU per request 1 × REACTOR (95 % interval 0.9929 to 1.008,"
                            + " ±0.7 %, geometric mean of 6 forks, VALID); on this machine 10 us"
                            + " (9.929 to 10.08); throughput, 64 connections, 64-byte bodies,"
                            + " natural thread count, closed loop; Xeon, 2 CPUs, Linux 6.1; JDK 25,"
                            + " commit abc (clean); run usual, forks 1, 2, 3, 4, 5, 6, id "
                                + id
                                + ".\n");
        assertThat(CommandLineCall.of("cite", id, results, "--format", "markdown").out())
                .contains("**1 × REACTOR (95 % interval", "forks 1, 2, 3, 4, 5, 6");
        assertThat(CommandLineCall.of("cite", id, results, "--format", "bibtex").out())
                .startsWith("@misc{sockbench-" + id + ",");
    }

    @Test
    void citeRefusesANumberThatIsNotValid() throws IOException {
        var incomplete = measured("incomplete", "Xeon", 10, 20, 30);

        assertRefused("may not be cited: FAILED", "cite", id(incomplete), results);
    }

    @Test
    void verifyFindsNothingToObjectTo() {
        var answer = CommandLineCall.of("verify", usual);

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).endsWith("usual: every number follows from the raw files\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    windows.csv    | ,subject,3,2, | ,subject,3,1, | windows.csv was changed after the run
                    samples.csv    | p50_us,us,6\\d\\d | p50_us,us,999 | (?s)samples.csv was changed.*response_p50_us of fork 1 is 999
                    samples.csv    | (?m)^.*,4,4,server_threads_peak.*\\R | ''   | samples.csv: fork 4 .* lacks server_threads_peak
                    latencies.hlog | (?m)^Tag=3.*\\R | ''          | (?s)latencies.hlog was changed.*response_p50_us of fork 3 is .*, its histogram says
                    latencies.hlog | (?m)(?<=^Tag=3.{60}). | !      | (?s)latencies.hlog was changed.*latencies.hlog: histogram \\d cannot be read
                    """)
    void verifyNamesTheFileAndThePlace(String file, String from, String to, String problem)
            throws IOException {
        var text = Files.readString(usual.file(file));
        var altered = text.replaceFirst(from, to);
        assertThat(altered).isNotEqualTo(text);
        Files.writeString(usual.file(file), altered);

        var answer = CommandLineCall.of("verify", usual);

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).containsPattern(problem);
    }

    @Test
    void decidePrintsWhoQualifiesAndWhatTheOthersBroke() throws IOException {
        var answer = CommandLineCall.of("decide", rules("slo: p50 response <= 1 ms"), usual);

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .startsWith("     1. EPOLL: 10.0 us of server CPU per request")
                .contains("  -  NETTY_EPOLL: Response time, median, closed loop: 1.2")
                .endsWith(" above 1 ms\n");
    }

    @Test
    void reportKeepsTheRulesAndVerifyAgrees() throws IOException {
        var rules = rules("slo: p50 response <= 1 ms");

        var answer = CommandLineCall.of("report", usual, "--rules", rules);

        assertThat(answer.exitCode()).isZero();
        assertThat(usual.file("rules.txt")).hasSameTextualContentAs(rules);
        assertThat(usual.file("report.html")).content().contains("p50 response &lt;= 1 ms");
        assertThat(CommandLineCall.of("verify", usual).exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "bench"})
    void badRulesAreRefusedBeforeAnythingIsDone(String command) throws IOException {
        var rules = rules("slo: fast");
        var directory = command.equals("report") ? usual.path() : results.resolve("new");
        var option = command.equals("report") ? directory.toString() : "--results=" + directory;

        assertRefused("line 1: \"fast\" is no rule", command, option, "--rules", rules);
        assertThat(directory.resolve("rules.txt")).doesNotExist();
        assertThat(results.resolve("new")).doesNotExist();
    }

    @Test
    void whatIsNotThereIsSaidInOneLine() throws IOException {
        assertRefused("has the id nothing0", "cite", "nothing0", results);
        assertRefused("there is no file", "decide", results.resolve("none.txt"), usual);
        assertRefused("holds no run", "compare", usual, results);
        assertRefused("holds no run", "verify", results);
        assertRefused(
                "did you mean server_cpu",
                "compare",
                usual,
                slower,
                "--metric=server_cpu_us_per_requests");
        assertRefused(
                "have no cell in common for the usual metrics of SELECT",
                "compare",
                usual,
                slower,
                "--models=SELECT");
    }

    private static void assertRefused(String reason, Object... line) {
        var answer = CommandLineCall.of(line);

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains(reason).doesNotContain("\n");
    }

    private RunDirectory measured(String name, String cpu, double... micros) throws IOException {
        var run =
                new SmallRun(results, name, 6)
                        .measured(EPOLL, micros)
                        .measured(NETTY, 20, 20.1, 19.9, 20.05, 19.95, 20.02)
                        .write();
        run.writeJson(
                "environment.json",
                JsonParser.parseString(
                        """
                        {"identity": {"cpu": "%s", "cpus": "2", "kernel": "Linux 6.1", "jdk": "25"},
                         "details": {"git commit": "abc", "git tree": "clean"}}
                        """
                                .formatted(cpu)));
        Manifest.write(run);
        Report.of(run).write(run);
        return run;
    }

    private Path rules(String text) throws IOException {
        return Files.writeString(results.resolve("service.txt"), text);
    }

    /// Of the server CPU of EPOLL.
    private static String id(RunDirectory run) throws IOException {
        return Files.readAllLines(run.file("summary.csv")).stream()
                .filter(row -> row.contains(CPU_ID_OF))
                .map(row -> row.substring(row.lastIndexOf(',') + 1))
                .findFirst()
                .orElseThrow();
    }
}
