package sockbench.models.reactorpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sockbench.api.ServerConfig;
import sockbench.models.Crowd;
import sockbench.models.HeldHandler;

import java.io.IOException;

/// How many requests are handled at the same time, and what becomes of the others.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReactorPoolTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void handlesAsManyRequestsAtATimeAsThePoolHasThreads(int size) throws IOException {
        var handler = new HeldHandler();
        var config = ServerConfig.loopback().withThreads(size).withHandler(handler);
        try (var server = new ReactorPool().start(config);
                handler;
                var crowd = new Crowd(server)) {
            crowd.grow(size + 2).send(0);
            await().until(() -> handler.running() == size);
            assertThat(Crowd.threads("reactor-pool-")).as("a loop and workers").isEqualTo(size + 1);

            for (int i = 0; i < size + 2; i++) {
                handler.release();
            }
            crowd.receive(0);
        }
    }
}
