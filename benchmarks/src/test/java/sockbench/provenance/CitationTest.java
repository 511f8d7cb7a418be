package sockbench.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static sockbench.findings.SmallRun.EPOLL;

import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sockbench.findings.NumberId;
import sockbench.findings.SmallRun;
import sockbench.results.Metric;

import java.io.IOException;
import java.nio.file.Path;

class CitationTest {
    private static final String MACHINE =
            "{\"identity\": {\"cpu\": \"Xeon\", \"cpus\": \"2\", \"kernel\": \"Linux 6.1\","
                    + " \"jdk\": \"25\"}, \"details\": {\"git commit\": \"abc\", \"git tree\":"
                    + " \"clean\"}}";

    @TempDir Path results;

    @Test
    void saysTheRatioFirstAndThenThisMachinesNumber() throws IOException {
        var id = write(8, 8.1, 7.9);

        assertThat(new Archive(results).cite(id).sentence())
                .isEqualTo(
                        "EPOLL: server CPU per request 0.8 × REACTOR (95 % interval 0.7755 to"
                            + " 0.8252, ±3.1 %, geometric mean of 3 forks, VALID); on this machine"
                            + " 8 us (7.755 to 8.252); throughput, 64 connections, 64-byte bodies,"
                            + " natural thread count, closed loop; Xeon, 2 CPUs, Linux 6.1; JDK 25,"
                            + " commit abc (clean); run a-run, forks 1, 2, 3, id "
                                + id
                                + ".");
    }

    @Test
    void saysAPlainNumberOfWhatIsNotPaired() throws IOException {
        write(8, 8.1, 7.9);
        var id = NumberId.of("a-run", EPOLL, Metric.SERVER_THREADS);

        assertThat(new Archive(results).cite(id).sentence())
                .startsWith(
                        "EPOLL: threads the model added, peak 1 (95 % interval 1 to 1, ±0.0 %,"
                                + " geometric mean of 3 forks, VALID); throughput");
    }

    @Test
    void knowsMarkdownAndBibtex() throws IOException {
        var id = write(10, 11, 12);
        var citation = new Archive(results.resolve("a-run")).cite(id);

        assertThat(citation.markdown())
                .contains("**1.097 × REACTOR (95 % interval", id, "forks 1, 2, 3");
        assertThat(citation.bibtex())
                .startsWith("@misc{sockbench-" + id + ",")
                .contains("95 \\% interval", "forks 1, 2, 3")
                .endsWith("}");
    }

    @Test
    void refusesANumberThatIsNotValid() throws IOException {
        var id = write(10, 20);

        assertThatThrownBy(() -> new Archive(results).cite(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("may not be cited: FAILED, 1 of 3 forks");
    }

    @Test
    void saysThatThereIsNoSuchNumber() throws IOException {
        write(10, 11, 12);

        assertThatThrownBy(() -> new Archive(results).cite("nothing0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has the id nothing0");
    }

    /// @return the id of the server CPU
    private String write(double... cpu) throws IOException {
        var directory = new SmallRun(results, "a-run", 3).measured(EPOLL, cpu).write();
        directory.writeJson("environment.json", JsonParser.parseString(MACHINE));
        return NumberId.of("a-run", EPOLL, Metric.SERVER_CPU);
    }
}
