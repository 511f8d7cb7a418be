package sockbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileCommandTest {
    @TempDir Path directory;

    @Test
    void printsARowAndWritesEveryWindow() throws IOException {
        var csv = directory.resolve("windows.csv");

        var call = hostile("reactor", "--bad", "reset_storm", "--blocks", "2", "--csv", csv);

        assertThat(call.exitCode()).as(call.err()).isZero();
        assertThat(call.out().lines().toList().get(1))
                .startsWith("REACTOR")
                .contains("RESET_STORM");
        assertThat(Files.readAllLines(csv)).hasSize(1 + 2 * 2);
    }

    @Test
    void saysWhyAModelIsNotMeasured() throws IOException {
        var csv = directory.resolve("windows.csv");

        var call = hostile("blocking", "--bad", "SILENT", "--csv", csv);

        assertThat(call.out()).contains("not measured").contains("one connection at a time");
        assertThat(Files.readString(csv)).contains("BLOCKING,SILENT,not measured");
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        assertThat(hostile("reactor", "--blocks", "1").err())
                .isEqualTo("blocks must be 2 to 1000, was 1");
        assertThat(hostile("reactor", "--window-millis", "5").err())
                .isEqualTo("windows must be 100 to 60000 ms, was 5");
        assertThat(hostile("reactor", "--rate", "0").err())
                .isEqualTo("rate must be 1 to 20000 per second, was 0.0");
        assertThat(hostile("reactor", "--connections", "0").err())
                .isEqualTo("connections must be 1 to 1000, was 0");
        assertThat(hostile("reactor", "--bad", "nice").err().lines()).hasSize(1);
    }

    private static CommandLineCall hostile(Object... args) {
        return CommandLineCall.of(Stream.concat(Stream.of("hostile"), Stream.of(args)).toArray());
    }
}
