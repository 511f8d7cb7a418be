package sockbench.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class CpuSplitTest {
    @TempDir Path topology;

    @ParameterizedTest
    @CsvSource({
        "'0,1', '0', '1'",
        "'2-6', '2,3', '4,5,6'",
        "'3', '', ''",
    })
    void givesTheFirstHalfToTheGenerator(String cpus, String client, String server)
            throws IOException {
        var split = CpuSplit.of(Pinning.parse(cpus).cpus(), topology);

        assertThat(split.client()).hasToString(client);
        assertThat(split.server()).hasToString(server);
    }

    /// Hyper-threads are numbered side by side on some machines and half the machine apart on
    /// others.
    @ParameterizedTest
    @CsvSource({
        "'0-1 2-3 4-5 6-7', '0-7', '0,1,2,3', '4,5,6,7'",
        "'0,4 1,5 2,6 3,7', '0-7', '0,1,4,5', '2,3,6,7'",
        "'0,2 1,3', '0-3', '0,2', '1,3'",
        "'0,3 1,4 2,5', '0-5', '0,3', '1,2,4,5'",
        "'0,4 1,5 2,6 3,7', '1,2,5-7', '1,5', '2,6,7'",
        "'0,4 1,5 2,6 3,7', '4,5', '4', '5'",
        "'0-1', '0,1', '', ''",
        "'0,4 1,5', '1,5', '', ''",
    })
    void neverDividesACore(String cores, String cpus, String client, String server)
            throws IOException {
        for (var core : cores.split(" ", -1)) {
            writeSiblings(core);
        }

        var split = CpuSplit.of(Pinning.parse(cpus).cpus(), topology);

        assertThat(split.client()).hasToString(client);
        assertThat(split.server()).hasToString(server);
    }

    private void writeSiblings(String core) throws IOException {
        for (int cpu : Pinning.parse(core).cpus().stream().toArray()) {
            var directory =
                    Files.createDirectories(topology.resolve("cpu" + cpu).resolve("topology"));
            Files.writeString(directory.resolve("thread_siblings_list"), core + "\n");
        }
    }
}
