package sockbench.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import static sockbench.findings.SmallRun.NETTY;

import com.google.gson.JsonParser;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.findings.SmallRun;
import sockbench.measured.RecordedRun;
import sockbench.results.RunDirectory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// JMH's file against the windows of three forks, 20 each.
class JmhChecksTest {
    @TempDir Path results;

    private RunDirectory directory;

    @BeforeEach
    void writeRun() throws IOException {
        directory = new SmallRun(results, "a-run", 3).measured(NETTY, 20, 21, 22).write();
    }

    @Test
    void aRunWithoutTheFileIsNotChecked() throws IOException {
        assertThat(problems()).isEmpty();
    }

    @Test
    void namesAScoreOfJmhThatIsNotTheRateOfItsWindows() throws IOException {
        directory.writeJson("jmh.json", JsonParser.parseString(jmh(1.2, 20)));

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("jmh.json: throughput of NETTY_EPOLL has");
    }

    @Test
    void namesAWindowThatJmhDoesNotHave() throws IOException {
        directory.writeJson("jmh.json", JsonParser.parseString(jmh(1, 19)));

        assertThat(problems()).singleElement().asString().contains("(19 windows)");
    }

    @Test
    void takesAForkThatJmhLostForEndedWithTheRunner() throws IOException {
        directory.writeJson("jmh.json", JsonParser.parseString(jmh(1, 20)));

        assertThat(problems()).isEmpty();
    }

    /// The machine may take the CPU away between the two readings of the clock.
    @Test
    void takesAFewWindowsThatJmhMeasuredShorter() throws IOException {
        directory.writeJson("jmh.json", JsonParser.parseString(jmh(1, 12, 1.4, 8)));

        assertThat(problems()).isEmpty();
    }

    private static String jmh(double factor, int windows) {
        return jmh(factor, windows, 1, 0);
    }

    /// The second fork of a model, as if the runner had ended in the others.
    private static String jmh(double factor, int windows, double otherFactor, int others) {
        return """
        [{"params": {"question": "throughput", "model": "NETTY_EPOLL", "connections": "64",
                     "bodyBytes": "64", "loop": "closed", "offeredPerSecond": "0.0",
                     "threads": "0"},
          "primaryMetric": {"rawData": [%s]}}]
        """
                .formatted(
                        Stream.concat(
                                        Stream.generate(() -> factor * 45_000).limit(windows),
                                        Stream.generate(() -> otherFactor * 45_000).limit(others))
                                .toList());
    }

    private List<String> problems() throws IOException {
        return JmhChecks.problems(directory, RecordedRun.read(directory)).toList();
    }
}
