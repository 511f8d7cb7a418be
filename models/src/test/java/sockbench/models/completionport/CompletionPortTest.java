package sockbench.models.completionport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.List;

/// Which threads run, and which is woken.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompletionPortTest {
    @BeforeEach
    void available() {
        var reason = CompletionPortModel.batched().unavailable();
        assumeTrue(reason.isEmpty(), reason::toString);
    }

    @Test
    void noMoreThreadsRunThanItsConcurrency() throws IOException {
        try (var crew = new Crew(2)) {
            crew.occupy();
            crew.occupy();
            crew.post(1);
            var third = crew.hire();
            await().until(() -> Crew.asleep(third));

            assertThat(crew.running()).isEmpty();
        }
    }

    @Test
    void aThreadThatLeavesMakesRoomForASleeper() throws IOException, InterruptedException {
        try (var crew = new Crew(2)) {
            var first = crew.occupy();
            crew.occupy();
            crew.post(1);
            var third = hireAsleep(crew);
            crew.leave(first);

            assertThat(crew.nextToRun()).isSameAs(third);
        }
    }

    @Test
    void theLastToSleepIsTheFirstToWake() throws IOException, InterruptedException {
        try (var crew = new Crew(2)) {
            var first = crew.occupy();
            var second = crew.occupy();
            hireAsleep(crew);
            var middle = hireAsleep(crew);
            var last = hireAsleep(crew);
            crew.post(2);
            crew.leave(first);
            var woken = crew.nextToRun();
            crew.leave(second);
            var wokenNext = crew.nextToRun();

            assertThat(List.of(woken, wokenNext)).containsExactly(last, middle);
        }
    }

    /// One waits in the kernel, one sleeps; only the first is woken by the packets.
    @Test
    void theLeaderWakesASleeperWhenMoreIsReady() throws IOException, InterruptedException {
        try (var crew = new Crew(2)) {
            var one = crew.hire();
            var other = crew.hire();
            await().until(() -> Crew.asleep(one) || Crew.asleep(other));
            crew.post(2);
            var running = List.of(crew.nextToRun(), crew.nextToRun());

            assertThat(running).containsExactlyInAnyOrder(one, other);
        }
    }

    private static Thread hireAsleep(Crew crew) {
        var thread = crew.hire();
        await().until(() -> Crew.asleep(thread));
        return thread;
    }
}
