package sockbench.linux;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

@EnabledOnOs(OS.LINUX)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessClockTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final int READINGS = 50_000;
    private static final int ROUNDS = 100;

    @Test
    void isAvailable() {
        assertThat(ProcessClock.unavailable()).isEmpty();
    }

    @Test
    void countsThreadsThatHaveEnded() throws InterruptedException {
        try (var clock = new ProcessClock(ProcessHandle.current().pid())) {
            long before = clock.nanos();
            Thread.ofPlatform().start(ProcessClockTest::work).join();

            assertThat(clock.nanos() - before).isGreaterThanOrEqualTo(WORK_NANOS);
        }
    }

    @Test
    void readsTheClockOfAnotherProcess() throws IOException {
        var spinner = new Spinner();
        try (spinner;
                var clock = new ProcessClock(spinner.pid())) {
            long before = clock.nanos();
            spinner.awaitWork(clock, WORK_NANOS);

            assertThat(clock.nanos() - before).isGreaterThanOrEqualTo(WORK_NANOS);
        }
    }

    @Test
    void givesANegatedErrnoForAProcessThatHasEnded() throws IOException {
        var spinner = new Spinner();
        try (var clock = new ProcessClock(spinner.pid())) {
            spinner.close();

            assertThat(clock.nanos()).isEqualTo(-Errno.EINVAL);
        }
    }

    /// Once compiled, and when that is only the compiler knows.
    @Test
    void allocatesNothingPerReading() {
        try (var clock = new ProcessClock(ProcessHandle.current().pid())) {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS && least >= READINGS; i++) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                read(clock);
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            }

            assertThat(least).isLessThan(READINGS);
        }
    }

    private static void read(ProcessClock clock) {
        for (int i = 0; i < READINGS; i++) {
            if (clock.nanos() < 0) {
                throw new AssertionError("this process has ended");
            }
        }
    }

    private static void work() {
        long start = THREADS.getCurrentThreadCpuTime();
        while (THREADS.getCurrentThreadCpuTime() - start < WORK_NANOS) {
            Thread.onSpinWait();
        }
    }
}
