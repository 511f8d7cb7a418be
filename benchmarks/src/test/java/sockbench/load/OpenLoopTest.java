package sockbench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;

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
}
