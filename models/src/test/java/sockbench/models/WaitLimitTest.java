package sockbench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Locale;

/// Models that wait as WaitForMultipleObjects does: for 64 events at most, one to wake up and 63 of
/// connections.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitLimitTest {
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @EnumSource(names = {"EVENT_SELECT", "OVERLAPPED_EVENT"})
    @interface EachModel {}

    @EachModel
    void sixtyThreeConnectionsNeedOneThread(Models model) throws IOException {
        try (var server = start(model);
                var crowd = new Crowd(server)) {
            crowd.grow(63).ask();

            assertThat(waitingThreads(model)).isEqualTo(1);
        }
    }

    @EachModel
    void theSixtyFourthConnectionStartsAThread(Models model) throws IOException {
        try (var server = start(model);
                var crowd = new Crowd(server)) {
            crowd.grow(63).ask().grow(1).ask();

            assertThat(waitingThreads(model)).isEqualTo(2);
        }
    }

    @EachModel
    void aThreadWithoutConnectionsEnds(Models model) throws IOException {
        try (var server = start(model);
                var crowd = new Crowd(server)) {
            crowd.grow(64).ask().shrink(1);

            await().untilAsserted(() -> assertThat(waitingThreads(model)).isEqualTo(1));
            crowd.ask();
        }
    }

    @EachModel
    void noThreadWaitsForNobody(Models model) throws IOException {
        try (var server = start(model);
                var crowd = new Crowd(server)) {
            crowd.grow(1).ask().shrink(1);

            await().untilAsserted(() -> assertThat(waitingThreads(model)).isZero());
            crowd.grow(1).ask();
        }
    }

    @EachModel
    void aPlaceThatIsFreeAgainIsTaken(Models model) throws IOException {
        try (var server = start(model);
                var crowd = new Crowd(server)) {
            crowd.grow(63).ask().shrink(10);
            crowd.ask(); // answered only after the thread has counted those that left
            crowd.grow(10).ask();

            assertThat(waitingThreads(model)).isEqualTo(1);
        }
    }

    private static Server start(Models model) throws IOException {
        var reason = model.create().unavailable();
        assumeTrue(reason.isEmpty(), reason::toString);
        return model.create().start(ServerConfig.loopback());
    }

    /// All but the one that accepts.
    private static long waitingThreads(Models model) {
        return Crowd.threads(model.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-") - 1;
    }
}
