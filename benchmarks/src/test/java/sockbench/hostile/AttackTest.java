package sockbench.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.api.ServerConfig;
import sockbench.hostile.Attack.Deeds;
import sockbench.models.Models;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Predicate;

/// Bad peers do what their name says; otherwise a server would withstand what never happened.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AttackTest {
    @Test
    void silentOnesConnectAndSendNothing() throws IOException {
        tickUntil(BadPeers.SILENT, deeds -> deeds.equals(new Deeds(256, 0)));
    }

    @Test
    void headersAreSentOnce() throws IOException {
        tickUntil(BadPeers.HEADER_ONLY, deeds -> deeds.equals(new Deeds(256, 512)));
    }

    @Test
    void slowOnesSendAByteASecond() throws IOException {
        tickUntil(BadPeers.BYTE_PER_SECOND, deeds -> deeds.equals(new Deeds(64, 128)));
    }

    @Test
    void thoseWhoNeverReadAreHeldUpBeforeTheySentTooMuch() throws IOException {
        try (var server = Models.REACTOR.create().start(ServerConfig.loopback());
                var attack = new Attack(address(server.port()), BadPeers.NEVER_READ)) {
            tickUntil(attack, deeds -> deeds.sentBytes() > 8 << 20);
            var before = new Deeds[] {Deeds.NONE};
            tickUntil(
                    attack,
                    deeds -> {
                        boolean same = deeds.equals(before[0]);
                        before[0] = deeds;
                        return same;
                    });

            assertThat(attack.deeds().sentBytes()).isLessThan(8L * (32 << 20));
        }
    }

    @Test
    void halfClosedOnesGoOnBeingConnected() throws IOException {
        tickUntil(BadPeers.HALF_CLOSED, deeds -> deeds.sentBytes() > 16 << 16);
    }

    @Test
    void resettersComeAgain() throws IOException {
        tickUntil(BadPeers.RESET_STORM, deeds -> deeds.connections() > 100);
    }

    @Test
    void writersReadTheirAnswersAndSoGoOn() throws IOException {
        tickUntil(BadPeers.WRITE_FOR_EVER, deeds -> deeds.sentBytes() > 32 << 20);
    }

    private static void tickUntil(BadPeers kind, Predicate<Deeds> done) throws IOException {
        try (var server = Models.REACTOR.create().start(ServerConfig.loopback());
                var attack = new Attack(address(server.port()), kind)) {
            tickUntil(attack, done);
        }
    }

    private static void tickUntil(Attack attack, Predicate<Deeds> done) {
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            attack.tick();
                            return attack.deeds();
                        },
                        done);
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
