package sockbench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForkDeadlineTest {
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void endsAProcessThatWasStoppedAndNoneThatWasThereBefore()
            throws IOException, InterruptedException {
        var before = start("sleep", "1000");
        try (var deadline = new ForkDeadline(Duration.ofMillis(300))) {
            var fork = start("sleep", "1000");
            assertThat(start("kill", "-STOP", Long.toString(fork.pid())).waitFor()).isZero();

            assertThat(fork.waitFor()).isNotZero();
            assertThat(deadline.hasPassed()).isTrue();
        }
        assertThat(before.isAlive()).isTrue();
    }

    @Test
    void leavesAForkAloneThatHasEnded() throws IOException, InterruptedException {
        var deadline = new ForkDeadline(Duration.ofHours(1));
        assertThat(start("true").waitFor()).isZero();

        deadline.close();

        assertThat(deadline.hasPassed()).isFalse();
    }

    private Process start(String... command) throws IOException {
        var process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }
}
