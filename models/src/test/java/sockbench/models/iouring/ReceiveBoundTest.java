package sockbench.models.iouring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.api.ServerConfig;
import sockbench.linux.uring.UringProbe;
import sockbench.linux.uring.UringProbe.Need;
import sockbench.models.Crowd;

import java.io.IOException;

/// The two ways to keep to the bound: the one this kernel would not choose has to serve as well.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReceiveBoundTest {
    private static final int BYTES = ServerConfig.DEFAULT_MAX_UNSENT_BYTES;

    @BeforeEach
    void needsIoUring() {
        var missing = UringModel.entered().unavailable();
        assumeTrue(missing.isEmpty(), missing::toString);
    }

    @Test
    void servesOneBufferAtATime() throws IOException {
        serve(new ReceiveBound(BYTES, RingLoop.BUFFER_BYTES, false));
    }

    @Test
    void servesUntilFull() throws IOException {
        assumeTrue(UringProbe.unavailable(0, Need.RECEIVE_UP_TO).isEmpty(), "an older kernel");
        serve(new ReceiveBound(BYTES, RingLoop.BUFFER_BYTES, true));
    }

    /// Or a peer that has sent all of the longest frame but its last byte would wait for ever.
    @Test
    void hasRoomForTheRestOfTheLongestFrame() {
        var bound = new ReceiveBound(BYTES, RingLoop.BUFFER_BYTES, true);

        assertThat(bound.waitingBytes() - RingLoop.BUFFER_BYTES).isGreaterThanOrEqualTo(65_536);
    }

    private static void serve(ReceiveBound bound) throws IOException {
        try (var server = UringModel.entered().start(ServerConfig.loopback(), bound);
                var crowd = new Crowd(server)) {
            crowd.grow(100).ask().ask().shrink(50).ask();

            assertThat(server.requests()).isEqualTo(250);
        }
    }
}
