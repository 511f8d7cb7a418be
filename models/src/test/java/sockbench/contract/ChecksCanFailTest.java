package sockbench.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sockbench.api.IoModel;
import sockbench.api.ServerFailure;
import sockbench.broken.AnothersBytes;
import sockbench.broken.Dies;
import sockbench.broken.LeaksADescriptor;
import sockbench.broken.LeaksAThread;
import sockbench.broken.NeverAnswers;
import sockbench.broken.Spins;
import sockbench.broken.SwappedAnswers;
import sockbench.broken.WrongBytes;
import sockbench.models.Models;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/// A check that passes whatever a model does is worth nothing. Each is run on the model that has
/// the fault it is for, and then on one that has none.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChecksCanFailTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    /// A method of one of the contract's classes.
    interface Check {
        void of(Candidate model) throws IOException;
    }

    /// Which check finds which fault.
    enum Fault {
        ONE_WRONG_BYTE(WrongBytes::new, new FramingTest()::answersASingleFrame),
        A_WRONG_BYTE_AMONG_MANY(WrongBytes::new, new FramingTest()::answersTheLongestFrame),
        A_WRONG_BYTE_IN_A_FLOOD(
                WrongBytes::new, new MisbehavingPeersTest()::holdsUpAPeerThatReadsNothing),
        ANSWERS_OUT_OF_ORDER(
                SwappedAnswers::new, new FramingTest()::answersAThousandFramesSentAtOnce),
        NO_ANSWER(NeverAnswers::new, new FramingTest()::answersASingleFrame),
        NO_ANSWER_AFTER_A_HALF_CLOSE(
                NeverAnswers::new,
                new MisbehavingPeersTest()::answersBeforeItClosesAHalfClosedConnection),
        A_DEAD_SERVER(Dies::new, new FramingTest()::answersFramesThatArriveByteByByte),

        BYTES_OF_ANOTHER(
                AnothersBytes::new, new ManyClientsTest()::givesEachOf300ClientsItsOwnBytes),
        A_THREAD_LEFT_BEHIND(
                LeaksAThread::new,
                new LifeCycleTest()::closeReleasesThreadsAndDescriptorsOfOpenConnections),
        A_DESCRIPTOR_LEFT_BEHIND(
                LeaksADescriptor::new,
                new LifeCycleTest()::closeReleasesThreadsAndDescriptorsOfOpenConnections),
        CPU_BURNT_AT_IDLE(Spins::new, new LifeCycleTest()::usesNoCpuWhileNothingHappens);

        private final Supplier<IoModel> broken;
        private final Check check;

        Fault(Supplier<IoModel> broken, Check check) {
            this.broken = broken;
            this.check = check;
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void findsTheFaultItIsFor(Fault fault) {
        var broken = new Candidate(fault.name(), fault.broken.get(), SHORT);

        assertThatThrownBy(() -> fault.check.of(broken))
                .isInstanceOfAny(
                        AssertionError.class,
                        ConditionTimeoutException.class,
                        ServerFailure.class,
                        IOException.class);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void passesAModelWithoutIt(Fault fault) {
        assertThatCode(() -> fault.check.of(Candidate.of(Models.REACTOR)))
                .doesNotThrowAnyException();
    }
}
