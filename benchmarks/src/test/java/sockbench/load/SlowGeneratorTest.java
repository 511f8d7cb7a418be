package sockbench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.results.Verdict;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/// Generators that are slow on purpose, and proof that nobody takes that for the server's fault.
@Timeout(20)
class SlowGeneratorTest {
    private static final Duration SHORT = Duration.ofMillis(500);

    @Test
    void sendingLessThanIsDueIsFoundOutInOpenLoop() throws IOException {
        try (var server = new TestServer(TestServer.Fault.NONE);
                var loop = new OpenLoop(throttled(server, 500), Schedule.poisson(4_000, 1))) {
            var result = loop.run(SHORT);

            assertThat(result.sent()).isLessThan(result.offered());
            assertThat(LoadRules.verdict(result).verdict()).isEqualTo(Verdict.GENERATOR_LIMITED);
        }
    }

    /// At 40 % of what it could do everything is sent, but often a request or more late. An
    /// iteration in which the server was kept from its work says nothing.
    @Test
    void sendingLateIsFoundOutInOpenLoop() throws IOException {
        try (var server = new TestServer(TestServer.Fault.NONE);
                var loop = new OpenLoop(throttled(server, 1_000), Schedule.poisson(400, 1))) {
            var result = loop.run(SHORT);
            for (int i = 0; i < 20 && !result.keptUp(); i++) {
                result = loop.run(SHORT);
            }

            assertThat(LoadResult.micros(result.lag(), 99)).isGreaterThan(1_000);
            assertThat(LoadRules.verdict(result).verdict()).isEqualTo(Verdict.GENERATOR_LIMITED);
            assertThat(LoadRules.verdict(result).reason()).contains("p99 response time");
        }
    }

    /// Whoever else runs on the machine takes CPU time away, so the busiest of many short
    /// iterations counts.
    @Test
    void havingNoTimeToSpareIsFoundOutInClosedLoop() throws IOException {
        try (var server = new TestServer(TestServer.Fault.NONE);
                var loop = new ClosedLoop(throttled(server, 500))) {
            var ruling = LoadRules.verdict(loop.run(SHORT));
            for (int i = 0; i < 100 && ruling.verdict() != Verdict.GENERATOR_LIMITED; i++) {
                ruling = LoadRules.verdict(loop.run(Duration.ofMillis(20)));
            }

            assertThat(ruling.verdict()).isEqualTo(Verdict.GENERATOR_LIMITED);
            assertThat(ruling.reason()).contains("% busy: throughput is a lower bound");
        }
    }

    @Test
    void havingTimeToSpareIsNotFoundFaultWith() throws IOException {
        try (var server = new TestServer(SlowGeneratorTest::afterOneMillisecond);
                var loop = new ClosedLoop(LoadConfig.to(server.address()))) {
            var result = loop.run(SHORT);

            assertThat(LoadRules.verdict(result).verdict()).isEqualTo(Verdict.VALID);
        }
    }

    private static LoadConfig throttled(TestServer server, long micros) {
        return LoadConfig.to(server.address())
                .withConnections(8)
                .withThrottle(Duration.ofNanos(1_000 * micros));
    }

    private static void afterOneMillisecond(long request, byte[] answer, OutputStream out)
            throws IOException {
        TestServer.waitUntil(System.nanoTime() + 1_000_000);
        out.write(answer);
    }
}
