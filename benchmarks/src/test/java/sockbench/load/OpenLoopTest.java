package sockbench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.stream.IntStream;

@Timeout(20)
class OpenLoopTest {
    @Test
    void sendsAsOftenAsItOffers() throws IOException {
        try (var server = new TestServer(TestServer.Fault.NONE);
                var loop =
                        new OpenLoop(
                                LoadConfig.to(server.address()).withConnections(4),
                                Schedule.constant(2_000, 1))) {
            loop.begin();
            while (loop.answered() < 2_000) {
                loop.complete();
            }
            var result = loop.finish();

            assertThat(result.offeredPerSecond()).isCloseTo(2_000, within(20.0));
            assertThat(result.sent()).isEqualTo(result.offered()).isEqualTo(result.answered());
            assertThat(server.requests()).isEqualTo(result.answered());
        }
    }

    /// In turn, no connection would ever be asked twice running. Each has its own thread.
    @Test
    void asksTheSameConnectionTwiceRunningNowAndThen() throws IOException {
        var asked = Collections.synchronizedList(new ArrayList<Long>());
        TestServer.Fault notesWho =
                (request, answer, out) -> {
                    asked.add(Thread.currentThread().threadId());
                    out.write(answer);
                };
        try (var server = new TestServer(notesWho);
                var loop =
                        new OpenLoop(
                                LoadConfig.to(server.address()).withConnections(2),
                                Schedule.constant(1_000, 1))) {
            loop.run(Duration.ofMillis(300));
        }

        long repeats =
                IntStream.range(1, asked.size())
                        .filter(i -> asked.get(i).equals(asked.get(i - 1)))
                        .count();

        assertThat(1.0 * repeats / asked.size()).isBetween(0.35, 0.65);
    }
}
