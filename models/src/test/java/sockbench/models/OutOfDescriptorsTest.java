package sockbench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.linux.ResourceLimit;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// When `accept` has no descriptor to give, the connection waits in the backlog: nobody is refused,
/// no thread spins on a listener that stays ready, and accepting goes on when there are
/// descriptors.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutOfDescriptorsTest {
    /// More than `poll` is asked about at once, fewer than are in use.
    private static final int LIMIT = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final byte[] REQUEST = {2, 0, 'h', 'i'};
    private static final byte[] ANSWER = {2, 0, 'H', 'I'};

    private final List<SocketChannel> used = new ArrayList<>();

    @BeforeEach
    void useAllNumbersBelowTheLimit() throws IOException {
        for (int i = 0; i < LIMIT; i++) {
            used.add(SocketChannel.open());
        }
    }

    @AfterEach
    void giveBack() throws IOException {
        for (var channel : used) {
            channel.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SELECT", "ASYNC_SELECT", "EVENT_SELECT", "EPOLL", "EPOLL_EDGE"})
    void aConnectionWaitsUntilThereAreDescriptors(Models model) throws IOException {
        var reason = model.create().unavailable();
        assumeTrue(reason.isEmpty(), reason::toString);
        try (var server = model.create().start(ServerConfig.loopback());
                var early = SocketChannel.open();
                var late = SocketChannel.open()) {
            loadClasses(server);
            connect(early, server);
            ask(early);

            try (var limit = ResourceLimit.descriptors(LIMIT)) {
                connect(late, server);
                late.write(ByteBuffer.wrap(REQUEST));
                long before = cpuNanos();
                assertThat(limit).isNotNull();
                receiveNothing(late);

                assertThat(Duration.ofNanos(cpuNanos() - before)).isLessThan(PAUSE.dividedBy(4));
                ask(early);
            }

            assertThat(late.socket().getInputStream().readNBytes(ANSWER.length)).isEqualTo(ANSWER);
        }
    }

    /// Once through the life of a connection: a class that is needed first when there are no
    /// descriptors cannot be read from its file.
    private static void loadClasses(Server server) throws IOException {
        try (var crowd = new Crowd(server)) {
            crowd.grow(1).ask().shrink(1);
        }
    }

    private static void connect(SocketChannel channel, Server server) throws IOException {
        channel.socket().setSoTimeout((int) PATIENCE.toMillis());
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    }

    private static void ask(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(REQUEST));

        assertThat(channel.socket().getInputStream().readNBytes(ANSWER.length)).isEqualTo(ANSWER);
    }

    private static void receiveNothing(SocketChannel channel) throws IOException {
        var socket = channel.socket();
        socket.setSoTimeout((int) PAUSE.toMillis());
        try {
            assertThat(socket.getInputStream().read())
                    .as("answered without a descriptor")
                    .isEqualTo(-2);
        } catch (SocketTimeoutException asExpected) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
        }
    }

    /// Of the server's threads, which are all that are named after a model.
    private static long cpuNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(.*select|epoll)-\\d+"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.threadId()))
                .sum();
    }
}
