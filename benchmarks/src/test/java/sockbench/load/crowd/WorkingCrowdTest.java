package sockbench.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.load.LoadResult;
import sockbench.load.transport.LoadFailure;
import sockbench.load.transport.RequestBody;
import sockbench.models.Models;
import sockbench.protocol.CpuBurner;
import sockbench.protocol.Handler;
import sockbench.protocol.RequestedWork;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkingCrowdTest {
    private static final int COUNT = 32;
    private static final int WAIT_MICROS = 10_000;
    private static final Duration WINDOW = Duration.ofMillis(100);

    @BeforeAll
    static void needsRings() {
        assumeTrue(Crowd.unavailable().isEmpty(), () -> Crowd.unavailable().orElseThrow());
    }

    /// A wait is no response time, and no more requests are answered than waits fit in.
    @Test
    void aResponseTimeIsWhatComesOnTopOfTheWait() throws IOException {
        var result = window(new CpuBurner(1), RequestMix.waiting(WAIT_MICROS, 1));

        assertThat(result.response().getMinValue()).isLessThan(WAIT_MICROS * 1000L);
        assertThat(result.completed()).isLessThanOrEqualTo(COUNT * (rounds(result) + 1));
        assertThat(result.answered()).isGreaterThanOrEqualTo(COUNT);
    }

    /// Two threads let two requests wait at a time, whatever is asked. A window that begins with
    /// the load would have the first request of each connection in it, and sees the queue grow.
    @Test
    void afterALeadThePoolSetsTheRate() throws IOException {
        var config = ServerConfig.loopback().withThreads(2).withHandler(new CpuBurner(1));
        try (var server = Models.REACTOR_POOL.create().start(config);
                var crowd = crowd(server.port())) {
            assertThat(crowd.growTo(COUNT).isComplete()).isTrue();
            var result =
                    crowd.windowAfter(
                            Duration.ZERO, COUNT, WINDOW, RequestMix.waiting(WAIT_MICROS, 1));

            assertThat(result.completed()).isBetween(1L, 2 * (rounds(result) + 1));
            assertThat(result.response().getValueAtPercentile(50))
                    .isGreaterThan((COUNT / 2 - 2) * WAIT_MICROS * 1000L);
            assertThat(result.answered()).isGreaterThan(result.completed() + COUNT);
            assertThat(result.outstanding()).isZero();
        }
    }

    /// A server whose timer fires 2 ms early.
    @Test
    void anAnswerThatComesTooEarlyFailsTheWindow() {
        Handler hasty = work -> Math.max(0, RequestedWork.waitNanos(work) - 2_000_000);

        assertThatThrownBy(() -> window(hasty, RequestMix.waiting(WAIT_MICROS, 1)))
                .isInstanceOf(LoadFailure.class)
                .hasMessageMatching(".*answered \\d+ us too early");
    }

    @Test
    void latenciesOfRequestsThatComputeAreLeftOut() throws IOException {
        var result = window(new CpuBurner(1), RequestMix.headOfLine(100, 1));

        assertThat(result.response().getTotalCount())
                .isLessThan(result.answered())
                .isGreaterThan(result.answered() * 9 / 10);
    }

    @Test
    void largeRequestsAreAnsweredToo() throws IOException {
        var result = window(new CpuBurner(1), RequestMix.mixedSizes(1));

        assertThat(result.answered()).isGreaterThan(COUNT);
        assertThat(result.outstanding()).isZero();
    }

    /// Waits that fit into a window.
    private static long rounds(LoadResult result) {
        return result.windowNanos() / (WAIT_MICROS * 1000L);
    }

    private static LoadResult window(Handler handler, RequestMix mix) throws IOException {
        try (var server = start(handler);
                var crowd = crowd(server.port())) {
            assertThat(crowd.growTo(COUNT).isComplete()).isTrue();
            return crowd.window(COUNT, WINDOW, mix);
        }
    }

    private static Server start(Handler handler) throws IOException {
        return Models.EPOLL.create().start(ServerConfig.loopback().withHandler(handler));
    }

    private static Crowd crowd(int port) throws IOException {
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return Crowd.allBusy(at, new RequestBody(64, 1, true), COUNT, true);
    }
}
