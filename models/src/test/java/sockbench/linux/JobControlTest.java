package sockbench.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

@EnabledOnOs(OS.LINUX)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JobControlTest {
    private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int ATTEMPTS = 20;

    @Test
    void isAvailable() {
        assertThat(JobControl.unavailable()).isEmpty();
    }

    /// The clock of a process lags behind while it runs, so a late stop shows in a later reading.
    /// The machine may be late itself now and then.
    @Test
    void aProcessThatIsStoppedUsesNoCpu() throws IOException {
        int stoodStill = 0;
        try (var spinner = new Spinner();
                var clock = new ProcessClock(spinner.pid())) {
            for (int i = 0; i < ATTEMPTS; i++) {
                spinner.awaitWork(clock, WORK_NANOS);

                assertThat(JobControl.stop(spinner.pid())).isZero();

                long stopped = clock.nanos();
                spin(WORK_NANOS);
                stoodStill += clock.nanos() == stopped ? 1 : 0;

                assertThat(JobControl.resume(spinner.pid())).isZero();
            }
        }

        assertThat(stoodStill).isGreaterThanOrEqualTo(ATTEMPTS - 3);
    }

    @Test
    void stoppingTwiceIsStoppingOnce() throws IOException {
        try (var spinner = new Spinner();
                var clock = new ProcessClock(spinner.pid())) {
            assertThat(JobControl.stop(spinner.pid())).isZero();
            assertThat(JobControl.stop(spinner.pid())).isZero();
            assertThat(JobControl.resume(spinner.pid())).isZero();
            assertThat(JobControl.resume(spinner.pid())).isZero();
            spinner.awaitWork(clock, WORK_NANOS);
        }
    }

    @Test
    void givesANegatedErrnoForAProcessThatHasEnded() throws IOException {
        var spinner = new Spinner();
        spinner.close();

        assertThat(JobControl.stop(spinner.pid())).isEqualTo(-Errno.ESRCH);
        assertThat(JobControl.resume(spinner.pid())).isEqualTo(-Errno.ESRCH);
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }
}
