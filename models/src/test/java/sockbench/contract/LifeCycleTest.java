package sockbench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Timeout;

import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.models.Models.Trait;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What a server takes it gives back.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LifeCycleTest {
    private static final Duration IDLE = Duration.ofMillis(50);

    /// Twice in a row: the first time libraries may start threads of their own that stay.
    @EveryModel
    void closeReleasesThreadsAndDescriptorsOfOpenConnections(Candidate model) throws IOException {
        serveAndClose(model);
        var before = Footprint.now();
        serveAndClose(model);

        before.assertNothingAddedWithin(model.patience());
    }

    private static void serveAndClose(Candidate model) throws IOException {
        var server = model.start();
        try (var served = model.connect(server).ask("served");
                var inMidFrame = model.connect(server).send(new byte[] {9, 0, 'h'});
                var silent = model.connect(server)) {
            closeTwice(server);

            assertThat(server.connections()).as("connections()").isZero();
            served.receiveEndOrReset();
            inMidFrame.receiveEndOrReset();
            silent.receiveEndOrReset();
        }
    }

    private static void closeTwice(Server server) {
        server.close();
        server.close();
    }

    @EveryModel
    void closeEndsAConnectionWhoseAnswersAreNotRead(Candidate model) throws IOException {
        var server = model.start();
        try (var flood = new Flood(server.port(), model.patience())) {
            flood.sendUntilBlocked();
            server.close();

            assertThat(server.connections()).as("connections()").isZero();
        }
    }

    @EveryModel
    void aServerNobodyConnectedToCloses(Candidate model) throws IOException {
        for (int i = 0; i < 5; i++) {
            model.start().close();
        }
    }

    @EveryModel
    void thePortIsFreeAtOnce(Candidate model) throws IOException {
        var first = model.start();
        try (var client = model.connect(first).ask("first")) {
            first.close();
            try (var second = model.start(ServerConfig.loopback().withPort(first.port()));
                    var again = model.connect(second)) {
                assertThat(second.port()).isEqualTo(first.port());
                again.ask("second");
            }
            client.receiveEndOrReset();
        }
    }

    @EveryModel
    void aBusyPortIsSaidInOneLineAndLeaksNothing(Candidate model) throws IOException {
        try (var owner = model.start()) {
            var taken = ServerConfig.loopback().withPort(owner.port());
            startOn(taken, model); // libraries load what they need
            var before = Footprint.now();
            startOn(taken, model);

            before.assertNothingAddedWithin(model.patience());
        }
    }

    private static void startOn(ServerConfig taken, Candidate model) {
        assertThatThrownBy(() -> model.start(taken).close())
                .isInstanceOf(IOException.class)
                .message()
                .contains(Integer.toString(taken.port()))
                .containsIgnoringCase("in use")
                .hasLineCount(1);
    }

    @EveryModel
    void listensAtNoOtherAddress(Candidate model) throws IOException {
        var elsewhere = otherAddresses();
        try (var server = model.start()) {
            for (var address : elsewhere) {
                assertThatThrownBy(() -> reach(address, server.port()))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    private static List<InetAddress> otherAddresses() throws IOException {
        var elsewhere =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(at -> !at.isLoopbackAddress() && !at.isLinkLocalAddress());
        return Stream.concat(elsewhere, Stream.of(besidesLoopback())).toList();
    }

    /// One of the addresses by which Linux always reaches itself, but not the usual one.
    private static InetAddress besidesLoopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    }

    private static void reach(InetAddress address, int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
        }
    }

    @EveryModel
    void listensWhereItIsTold(Candidate model) throws IOException {
        var everywhere = InetAddress.getByAddress(new byte[4]);
        try (var server = model.start(ServerConfig.loopback().withAddress(everywhere));
                var client = model.connect(server, besidesLoopback())) {
            client.ask("anywhere");
        }
    }

    /// A thread that waits uses no CPU; one that spins uses most of one, or its share of a busy
    /// machine.
    @EveryModel(except = Trait.NEVER_WAITS)
    void usesNoCpuWhileNothingHappens(Candidate model) throws IOException {
        var before = ManagementFactory.getThreadMXBean().getAllThreadIds();
        try (var server = model.start();
                var idle = model.connect(server).ask("then nothing")) {
            long[] added =
                    Arrays.stream(ManagementFactory.getThreadMXBean().getAllThreadIds())
                            .filter(id -> Arrays.stream(before).noneMatch(old -> old == id))
                            .toArray();
            long cpuBefore = cpuNanos(added);
            idle.receiveNothingFor(IDLE);

            assertThat(Duration.ofNanos(cpuNanos(added) - cpuBefore)).isLessThan(IDLE.dividedBy(5));
        }
    }

    private static long cpuNanos(long[] threads) {
        var all = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads).map(all::getThreadCpuTime).filter(nanos -> nanos > 0).sum();
    }
}
