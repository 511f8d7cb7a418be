package sockbench.models.asyncselect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sockbench.api.ServerConfig;
import sockbench.linux.ResourceLimit;
import sockbench.models.Crowd;

import java.io.IOException;

/// The queue is finite (`RLIMIT_SIGPENDING`). Without a place in it a message becomes a plain SIGIO
/// that says nothing about whom it concerns, and no client may be forgotten for that.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueOverflowTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void nobodyIsForgottenWhenMessagesAreLost(int places) throws IOException {
        var model = new AsyncSelectModel();
        var reason = model.unavailable();
        assumeTrue(reason.isEmpty(), reason::toString);
        try (var server = model.start(ServerConfig.loopback());
                var limit = ResourceLimit.signals(places);
                var crowd = new Crowd(server)) {
            assertThat(limit).isNotNull();
            crowd.grow(200).ask().ask().ask().shrink(100).grow(50).ask().shrink(150);

            assertThat(server.requests()).isEqualTo(750);
            assertThat(server.connections()).isZero();
        }
    }
}
