package sockbench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;

@Timeout(20)
class ClosedLoopTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 15, 16, 17, 64, 1024, 65_535})
    void verifiesAnswersOfAnyLength(int bodyBytes) throws IOException {
        try (var server = new TestServer(TestServer.Fault.NONE);
                var loop =
                        new ClosedLoop(
                                LoadConfig.to(server.address())
                                        .withConnections(3)
                                        .withBodyBytes(bodyBytes))) {
            var result = run(loop, 200);

            assertThat(result.answered()).isEqualTo(result.sent()).isGreaterThanOrEqualTo(200);
            assertThat(result.outstanding()).isZero();
        }
    }

    @Test
    void countsWhatTheServerCounts() throws IOException {
        try (var server = new TestServer(TestServer.Fault.NONE);
                var loop = new ClosedLoop(LoadConfig.to(server.address()).withConnections(8))) {
            long answered = run(loop, 1000).answered() + run(loop, 1000).answered();

            assertThat(server.requests()).isEqualTo(answered);
        }
    }

    @Test
    void recordsOneResponseTimeForEachAnswer() throws IOException {
        try (var server = new TestServer(TestServer.Fault.NONE);
                var loop = new ClosedLoop(LoadConfig.to(server.address()).withConnections(4))) {
            var result = run(loop, 1000);

            assertThat(result.response().getTotalCount()).isEqualTo(result.answered());
            assertThat(result.response()).isEqualTo(result.service());
            assertThat(result.lag().getTotalCount()).isZero();
        }
    }

    @Test
    void obeysLittlesLaw() throws IOException {
        try (var server = new TestServer(TestServer.Fault.NONE);
                var loop = new ClosedLoop(LoadConfig.to(server.address()).withConnections(16))) {
            run(loop, 5_000);
            var result = run(loop, 20_000);

            assertThat(result.littlesLawError()).isLessThan(0.05);
        }
    }

    /// The generator is the slow one, and what it takes is part of each round.
    @Test
    void littlesLawCountsWhatTheGeneratorHoldsBack() throws IOException {
        try (var server = new TestServer(TestServer.Fault.NONE);
                var loop =
                        new ClosedLoop(
                                LoadConfig.to(server.address())
                                        .withConnections(16)
                                        .withThrottle(Duration.ofNanos(100_000)))) {
            var result = run(loop, 2_000);

            assertThat(result.littlesLawError()).isLessThan(0.05);
            assertThat(result.heldBackNanos()).isGreaterThan(2_000 * 100_000L);
        }
    }

    private static LoadResult run(Generator loop, int requests) {
        loop.begin();
        for (int i = 0; i < requests; i++) {
            loop.complete();
        }
        return loop.finish();
    }
}
