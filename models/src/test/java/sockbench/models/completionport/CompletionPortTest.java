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
        try (var users = new PortUsers(2)) {
            users.occupy();
            users.occupy();
            users.post(1);
            var third = users.hire();
            await().until(() -> PortUsers.asleep(third));

            assertThat(users.running()).isEmpty();
        }
    }

    @Test
    void aThreadThatLeavesMakesRoomForASleeper() throws IOException, InterruptedException {
        try (var users = new PortUsers(2)) {
            var first = users.occupy();
            users.occupy();
            users.post(1);
            var third = hireAsleep(users);
            users.leave(first);

            assertThat(users.nextToRun()).isSameAs(third);
        }
    }

    @Test
    void theLastToSleepIsTheFirstToWake() throws IOException, InterruptedException {
        try (var users = new PortUsers(2)) {
            var first = users.occupy();
            var second = users.occupy();
            hireAsleep(users);
            var middle = hireAsleep(users);
            var last = hireAsleep(users);
            users.post(2);
            users.leave(first);
            var woken = users.nextToRun();
            users.leave(second);
            var wokenNext = users.nextToRun();

            assertThat(List.of(woken, wokenNext)).containsExactly(last, middle);
        }
    }

    /// One waits in the kernel, one sleeps; only the first is woken by the packets.
    @Test
    void theLeaderWakesASleeperWhenMoreIsReady() throws IOException, InterruptedException {
        try (var users = new PortUsers(2)) {
            var one = users.hire();
            var other = users.hire();
            await().until(() -> PortUsers.asleep(one) || PortUsers.asleep(other));
            users.post(2);
            var running = List.of(users.nextToRun(), users.nextToRun());

            assertThat(running).containsExactlyInAnyOrder(one, other);
        }
    }

    @Test
    void aThreadThatBlocksIsReplacedByTheLastToSleep() throws IOException {
        try (var users = new PortUsers(2)) {
            var first = users.occupy();
            users.occupy();
            hireAsleep(users);
            hireAsleep(users);
            var last = hireAsleep(users);
            users.post(2);

            assertThat(users.nextToRunWhile(first)).isSameAs(last);
        }
    }

    /// The one that blocked, the one that took its place and a third: nobody gets a packet until
    /// two of them have gone.
    @Test
    void whenItGoesOnNobodyIsCalledUntilFewerRun() throws IOException, InterruptedException {
        try (var users = new PortUsers(2)) {
            var first = users.occupy();
            var second = users.occupy();
            hireAsleep(users);
            users.post(2);
            users.nextToRunWhile(first);
            users.leave(second);
            var newcomer = hireAsleep(users);
            assertThat(users.running()).isEmpty();

            users.leave(first);
            assertThat(users.nextToRun()).isSameAs(newcomer);
        }
    }

    private static Thread hireAsleep(PortUsers users) {
        var thread = users.hire();
        await().until(() -> PortUsers.asleep(thread));
        return thread;
    }
}
