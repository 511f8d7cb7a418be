package sockbench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.load.transport.LoadFailure;
import sockbench.results.Verdict;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Exchanger;

/// Servers that answer wrongly, and proof that the generator notices.
@Timeout(20)
class FaultsTest {
    private static final int FAULTY = 100;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Test
    void aWrongByteFails() throws IOException {
        var failure =
                failureOf((request, answer, out) -> {
                    if (request == FAULTY) {
                        answer[answer.length - 1] ^= 1;
                    }
                    out.write(answer);
                });

        assertThat(failure).hasMessageContaining("byte 65 of the frame");
    }

    @Test
    void aLetterLeftSmallFails() throws IOException {
        var failure =
                failureOf((request, answer, out) -> {
                    if (request == FAULTY) {
                        lowerFirstLetter(answer);
                    }
                    out.write(answer);
                });

        assertThat(failure).hasMessageMatching(".* is 0x[67](.), expected 0x[45]\\1;.*");
    }

    @Test
    void aDroppedAnswerFailsWhenPatienceEnds() throws IOException {
        var failure =
                failureOf((request, answer, out) -> {
                    if (request != FAULTY) {
                        out.write(answer);
                    }
                });

        assertThat(failure).hasMessageContaining("no answer within 500 ms: 1 requests outstanding");
    }

    @Test
    void aDroppedAnswerFailsAtTheNextOneOfTheConnection() throws IOException {
        var failure =
                failureOf(
                        FaultsTest::openLoop,
                        (request, answer, out) -> {
                            if (request != FAULTY) {
                                out.write(answer);
                            }
                        });

        assertThat(failure).hasMessageContaining("its tag: request ");
    }

    @Test
    void aDuplicatedAnswerFails() throws IOException {
        var failure =
                failureOf((request, answer, out) -> {
                    out.write(answer);
                    if (request == FAULTY) {
                        out.write(answer);
                    }
                });

        // Taken for the next answer if that request is on its way already, else for nobody's.
        assertThat(failure).hasMessageMatching("(?s).*(its tag: request |nobody asked for).*");
    }

    @Test
    void anAnswerThatNobodyAskedForFailsEvenWithoutBody() throws IOException {
        try (var server =
                        new TestServer((request, answer, out) -> {
                            out.write(answer);
                            out.write(answer);
                        });
                var loop = new ClosedLoop(config(server).withBodyBytes(0))) {
            var failure = catchThrowableOfType(LoadFailure.class, () -> run(loop));

            assertThat(failure).hasMessageContaining("bytes that nobody asked for");
        }
    }

    @Test
    void swappedAnswersOfOneConnectionFail() throws IOException {
        var held = new byte[1][];
        var failure =
                failureOf(
                        FaultsTest::openLoop,
                        (request, answer, out) -> {
                            if (request == FAULTY) {
                                held[0] = answer;
                            } else {
                                out.write(answer);
                                if (request == FAULTY + 1) {
                                    out.write(held[0]);
                                }
                            }
                        });

        assertThat(failure).hasMessageContaining("its tag: request ");
    }

    @Test
    void theAnswerOfAnotherConnectionFails() throws IOException {
        var exchanger = new Exchanger<byte[]>();
        try (var server =
                        new TestServer(
                                (request, answer, out) -> out.write(swap(exchanger, answer)));
                var loop = new ClosedLoop(config(server).withConnections(2))) {
            var failure = catchThrowableOfType(LoadFailure.class, () -> run(loop));

            assertThat(failure.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(failure)
                    .hasMessageMatching(
                            "connection ([01]), answer 0: .* its tag: request 0 of connection"
                                    + " (?!\\1)[01]");
        }
    }

    @Test
    void aConnectionThatTheServerEndsFails() throws IOException {
        var failure =
                failureOf((request, answer, out) -> {
                    if (request == FAULTY) {
                        throw new EOFException();
                    }
                    out.write(answer);
                });

        assertThat(failure).hasMessageContaining("1 requests outstanding after");
    }

    private interface Loop {
        Generator to(TestServer server) throws IOException;
    }

    private static LoadFailure failureOf(TestServer.Fault fault) throws IOException {
        return failureOf(server -> new ClosedLoop(config(server)), fault);
    }

    private static LoadFailure failureOf(Loop loop, TestServer.Fault fault) throws IOException {
        try (var server = new TestServer(fault);
                var generator = loop.to(server)) {
            var failure = catchThrowableOfType(LoadFailure.class, () -> run(generator));

            assertThat(failure.verdict()).isEqualTo(Verdict.FAILED);
            return failure;
        }
    }

    /// Has several requests outstanding on its one connection.
    private static Generator openLoop(TestServer server) throws IOException {
        return new OpenLoop(config(server), Schedule.constant(5_000, 1));
    }

    private static LoadConfig config(TestServer server) {
        return LoadConfig.to(server.address()).withPatience(PATIENCE);
    }

    private static void run(Generator generator) {
        generator.begin();
        for (int i = 0; i < 10 * FAULTY; i++) {
            generator.complete();
        }
        generator.finish();
    }

    private static void lowerFirstLetter(byte[] answer) {
        for (int i = 0; i < answer.length; i++) {
            if (answer[i] >= 'A' && answer[i] <= 'Z') {
                answer[i] |= 0x20;
                return;
            }
        }
    }

    private static byte[] swap(Exchanger<byte[]> exchanger, byte[] answer) throws IOException {
        try {
            return exchanger.exchange(answer);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }
}
