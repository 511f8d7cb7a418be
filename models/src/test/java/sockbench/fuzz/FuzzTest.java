package sockbench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sockbench.api.IoModel;
import sockbench.broken.WrongAnswers;
import sockbench.broken.WrongLives;
import sockbench.models.Models;
import sockbench.models.Models.Trait;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Whatever peers do that the protocol allows, and however they go, everybody gets his answers and
/// nothing else. `-Dfuzz.frames=1000000` sends so many requests to each model, `-Dfuzz.seed=N`
/// repeats a run, `-Dfuzz.models=EPOLL,NIO2` restricts it.
@Timeout(value = 12, unit = TimeUnit.HOURS)
class FuzzTest {
    private static final long FRAMES = Long.getLong("fuzz.frames", 8_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_125L);
    private static final List<String> MODELS =
            List.of(System.getProperty("fuzz.models", "").split(",", -1));

    /// Servers that a fault makes silent are given up soon.
    private static final Duration SHORT = Duration.ofMillis(500);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource(Models.class)
    void everyAnswerIsRightWhateverPeersDo(Models model) throws IOException {
        assumeTrue(MODELS.contains("") || MODELS.contains(model.name()), "not asked for");
        var unavailable = model.create().unavailable();
        if (unavailable.isPresent()) {
            abort(unavailable.get());
        }

        long frames =
                run(
                        new FuzzBatch(model.create(), !model.has(Trait.ONE_CONNECTION), PATIENCE),
                        model.name(),
                        SEED,
                        FRAMES);

        assertThat(frames).isGreaterThanOrEqualTo(FRAMES);
    }

    @ParameterizedTest
    @EnumSource(WrongAnswers.class)
    void findsEveryWrongAnswer(WrongAnswers broken) {
        assertThatThrownBy(() -> run(broken)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEATH", "DEATH_WITH_A_PEER", "ONE_AT_A_TIME", "COUNTED_FOR_EVER"})
    void findsAServerThatDiesOrForgets(WrongLives broken) {
        assertThatThrownBy(() -> run(broken)).isInstanceOf(AssertionError.class);
    }

    @Test
    void passesAServerWithoutFault() throws IOException {
        assertThat(run(WrongLives.NONE)).isGreaterThanOrEqualTo(FRAMES);
    }

    /// The same requests in the same pieces: a fault is found in the same step again.
    @Test
    void aSeedRepeatsWhatWasDone() {
        var fault = batch(WrongAnswers.WRONG_WHERE_A_BUFFER_IS_FULL);
        var first = catchWrong(() -> run(fault, "broken", 7, 100_000));

        var again = catchWrong(() -> run(fault, "broken", 7, 100_000));

        assertThat(again).hasMessage(first.getMessage()).hasMessageContaining("4,096 bytes");
    }

    private static long run(IoModel broken) throws IOException {
        return run(batch(broken), broken.toString(), SEED, Math.max(FRAMES, 20_000));
    }

    private static FuzzBatch batch(IoModel broken) {
        return new FuzzBatch(broken, true, SHORT);
    }

    /// @return requests said in batches of seeds that follow each other
    private static long run(FuzzBatch batch, String name, long seed, long frames)
            throws IOException {
        long said = 0;
        for (long each = seed; said < frames; each++) {
            try {
                said += batch.run(each);
            } catch (AssertionError | RuntimeException wrong) {
                throw new AssertionError(
                        "%s: %s; again: -Dtest=FuzzTest -Dfuzz.models=%s -Dfuzz.frames=1 -Dfuzz.seed=%d"
                                .formatted(name, wrong.getMessage(), name, each),
                        wrong);
            }
        }
        return said;
    }

    private interface FuzzRun {
        void run() throws IOException;
    }

    private static AssertionError catchWrong(FuzzRun run) {
        try {
            run.run();
        } catch (AssertionError wrong) {
            return wrong;
        } catch (IOException unexpected) {
            throw new IllegalStateException(unexpected);
        }
        throw new IllegalStateException("nothing was found");
    }
}
