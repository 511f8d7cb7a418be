package sockbench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import static sockbench.broken.WrongAnswers.*;
import static sockbench.broken.WrongLives.*;
import static sockbench.broken.WrongWaits.*;

import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

import sockbench.api.IoModel;
import sockbench.api.ServerFailure;
import sockbench.broken.WrongLives;

import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A check that passes whatever a model does is worth nothing. Each is run on the model that has
/// the fault it is for, and then on the same one without it. A check that is not in the table is a
/// failure; only what [AvailabilityTest] says is about this machine, and no model's fault.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChecksCanFailTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    /// When a check has hung. All others take a fraction of it.
    private static final Duration LONG = Duration.ofSeconds(5);

    /// Every check that models are held to.
    private static final List<Check> CHECKS =
            Stream.of(
                            FramingTest.class,
                            LifeCycleTest.class,
                            ManyClientsTest.class,
                            MisbehavingPeersTest.class,
                            HostilePeersTest.class,
                            RequestedWorkTest.class)
                    .flatMap(Check::in)
                    .toList();

    /// Which check finds which fault.
    private static final List<Proof> PROOFS =
            List.of(
                    finds("answersASingleFrame", A_WRONG_BYTE),
                    finds("answersASingleFrame", NO_ANSWER),
                    finds("answersEmptyFrames", NO_ANSWER_TO_AN_EMPTY_FRAME),
                    finds("answersTheLongestFrame", A_WRONG_BYTE),
                    finds("changesNothingButLowerCaseLetters", TOO_MANY_CAPITALS),
                    finds("answersAFrameSplitAtAnyPosition", WHAT_FOLLOWS_A_FRAME_LOST),
                    finds("answersFramesThatArriveByteByByte", DEATH),
                    finds("answersAThousandFramesSentAtOnce", ANSWERS_SWAPPED),
                    finds("answersInOrderWhateverTheSizesAndPieces", ANSWERS_SWAPPED),
                    finds(
                            "closeReleasesThreadsAndDescriptorsOfOpenConnections",
                            A_THREAD_LEFT_BEHIND),
                    finds(
                            "closeReleasesThreadsAndDescriptorsOfOpenConnections",
                            A_DESCRIPTOR_LEFT_BEHIND),
                    finds("closeEndsAConnectionWhoseAnswersAreNotRead", NOTHING_CLOSED),
                    finds("closeEndsAConnectionWhoseAnswersAreNotRead", HANGING_CLOSE),
                    finds("aServerNobodyConnectedToCloses", HANGING_CLOSE),
                    finds("thePortIsFreeAtOnce", NOTHING_CLOSED),
                    finds("aBusyPortIsSaidInOneLineAndLeaksNothing", A_BUSY_PORT_UNNAMED),
                    finds(
                            "aBusyPortIsSaidInOneLineAndLeaksNothing",
                            A_THREAD_LEFT_BY_A_FAILED_START),
                    finds("listensAtNoOtherAddress", LISTENING_EVERYWHERE),
                    finds("listensWhereItIsTold", LISTENING_ON_LOOPBACK),
                    finds("usesNoCpuWhileNothingHappens", SPINNING),
                    finds("givesEachOf300ClientsItsOwnBytes", BYTES_OF_ANOTHER),
                    finds("servesInTurnWhoeverWaitedInTheBacklog", A_CONNECTION_FORGOTTEN),
                    finds("survives200ClientsThatQuitAtTheSameMoment", DEATH_WITH_A_PEER),
                    finds("servesAnIdleConnectionAfterAllOthersHaveGone", COUNTED_FOR_EVER),
                    finds("holdsUpAPeerThatReadsNothing", A_WRONG_BYTE),
                    finds("holdsUpAPeerThatReadsNothing", NO_ANSWER),
                    finds("servesOthersWhileAPeerReadsNothing", ONE_AT_A_TIME),
                    finds("answersBeforeItClosesAHalfClosedConnection", THE_LAST_ANSWER_HELD_BACK),
                    finds("sendsAllThatIsQueuedAfterAHalfClose", THE_LAST_ANSWER_HELD_BACK),
                    finds("survivesAPeerThatEndsInMidFrame", DEATH_WITH_A_PEER),
                    finds("survivesAResetInMidFrame", DEATH_WITH_A_PEER),
                    finds("survivesAPeerThatVanishesWithAnswersUnsent", DEATH_WITH_A_PEER),
                    finds("answersTheSmallestFramesAfterAHalfClose", THE_LAST_ANSWER_HELD_BACK),
                    finds("servesOthersBesidesSilentPeers", ONE_AT_A_TIME),
                    finds("keepsNothingOfConnectionsResetInMidFrame", A_DESCRIPTOR_LEFT_BEHIND),
                    finds("keepsNothingOfConnectionsResetAtOnce", COUNTED_FOR_EVER),
                    finds("keepsNothingOfConnectionsClosedAtOnce", DEATH_WITH_A_PEER),
                    finds("servesOthersBesidesHeadersWithoutBodies", ONE_AT_A_TIME),
                    finds("servesOthersBesidesHeadersWithoutBodies", A_DESCRIPTOR_LEFT_BEHIND),
                    finds("closesAPeerThatEndsInMidFrameAndStays", A_DESCRIPTOR_LEFT_BEHIND),
                    finds("answersPeersThatSendByteByByte", A_DESCRIPTOR_LEFT_BEHIND),
                    finds("waitsAtLeastAsLongAsItIsAsked", ANSWERS_TOO_EARLY),
                    finds("keepsAnswersInOrderWhateverTheyWait", ANSWERS_SWAPPED),
                    finds("servesOthersWhileOneWaits", ONE_AT_A_TIME),
                    finds("letsManyWaitAtTheSameTime", BYTES_OF_ANOTHER),
                    finds("answersWhatCameWhileARequestWaited", WHAT_FOLLOWS_A_FRAME_LOST),
                    finds(
                            "answersAWaitingRequestBeforeItClosesAHalfClosedConnection",
                            THE_LAST_ANSWER_HELD_BACK),
                    finds("forgetsAPeerThatVanishesWhileItsRequestWaits", DEATH_WITH_A_PEER),
                    finds("closeReleasesWhatWaits", DEAF_WHILE_WAITING),
                    finds("closeReleasesWhatWaits", A_THREAD_LEFT_BEHIND),
                    finds("doesTheWorkOfEachRequestOnce", WORK_DONE_TWICE),
                    finds("doesNoWorkUnlessItIsToldTo", WORK_UNASKED));

    @ParameterizedTest
    @FieldSource("PROOFS")
    void findsTheFaultItIsFor(Proof proof) {
        var broken = new Candidate(proof.toString(), proof.broken, SHORT);

        assertThatThrownBy(() -> assertTimeoutPreemptively(LONG, () -> proof.check.of(broken)))
                .isInstanceOfAny(
                        AssertionError.class,
                        ConditionTimeoutException.class,
                        ServerFailure.class,
                        IOException.class);
    }

    @ParameterizedTest
    @FieldSource("CHECKS")
    void passesAModelWithoutFault(Check check) {
        check.of(new Candidate(check.toString(), WrongLives.NONE, Duration.ofSeconds(10)));
    }

    @Test
    void everyCheckIsShownToFail() {
        assertThat(PROOFS).extracting(Proof::check).containsAll(CHECKS);
    }

    private static Proof finds(String check, IoModel broken) {
        return CHECKS.stream()
                .filter(one -> one.toString().equals(check))
                .map(one -> new Proof(one, broken))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no check " + check));
    }

    record Check(Class<?> owner, Method method) {
        static Stream<Check> in(Class<?> owner) {
            return AnnotationSupport.findAnnotatedMethods(
                            owner, EveryModel.class, HierarchyTraversalMode.TOP_DOWN)
                    .stream()
                    .map(method -> new Check(owner, method));
        }

        /// Throws what the check throws.
        void of(Candidate model) {
            ReflectionSupport.invokeMethod(method, ReflectionSupport.newInstance(owner), model);
        }

        @Override
        public String toString() {
            return method.getName();
        }
    }

    record Proof(Check check, IoModel broken) {
        @Override
        public String toString() {
            return check + " finds " + broken;
        }
    }
}
