package sockbench.cliff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.run.CrowdProcesses;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// The command as a person gives it. Where time must not decide, the objective is the longest there
/// is.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CliffIT extends CrowdProcesses {
    private static final String ALWAYS_KEPT = "1000ms";

    @Test
    void tellsThatNothingBroke() throws IOException, InterruptedException {
        int status = cliff(List.of(), "--slo", ALWAYS_KEPT);

        assertThat(status).as(processes.output()).isZero();
        assertThat(processes.output())
                .containsPattern("largest +300, as many as were tried")
                .containsPattern("broke first +nothing")
                .contains("this machine's");
    }

    @Test
    void namesTheLimitOfDescriptors() throws IOException, InterruptedException {
        int status = cliff(List.of("prlimit", "--nofile=250"), "--slo", ALWAYS_KEPT);

        assertThat(status).as(processes.output()).isZero();
        assertThat(processes.output())
                .containsPattern("largest +2\\d\\d, 2\\d\\d broke it")
                .containsPattern("broke first +the server: .*Too many open files");
    }

    /// No server answers 99 of 100 requests of 64 connections in 10 µs.
    @Test
    void namesWhatIsTooLate() throws IOException, InterruptedException {
        int status = cliff(List.of(), "--slo", "10us");

        assertThat(status).as(processes.output()).isEqualTo(1);
        assertThat(processes.output())
                .containsPattern("largest +none, 64 broke it")
                .containsPattern("broke first +(p99: \\d+ us|the generator: )");
    }

    private int cliff(List<String> prefix, String... options)
            throws IOException, InterruptedException {
        var arguments =
                Stream.concat(Stream.of("cliff", "EPOLL", "--most", "300"), Stream.of(options))
                        .toArray(String[]::new);
        return processes.run(prefix, List.of(), arguments).waitFor();
    }
}
