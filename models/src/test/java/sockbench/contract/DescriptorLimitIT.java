package sockbench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.broken.WrongLives;
import sockbench.models.Models;
import sockbench.models.Models.Trait;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A server that cannot take more connections keeps those it has, says why once, burns no CPU, and
/// goes on when others have gone. In a process of its own that may have few descriptors.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DescriptorLimitIT {
    private static final int LIMIT = 256;

    /// More than two threads have descriptors for, each in a table of its own.
    private static final int CONNECTIONS = 700;

    /// There is room for so many, with two descriptors for each and those of the JVM.
    private static final int FEWEST = 60;

    /// A defect of Netty's, see docs/decisions/netty.md.
    private static final String TRIES_AGAIN_AT_ONCE = Models.NETTY_IO_URING.name();

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration WHILE = Duration.ofSeconds(1);
    private static final byte[] REQUEST = {2, 0, 'h', 'i'};
    private static final byte[] ANSWER = {2, 0, 'H', 'I'};

    @BeforeAll
    static void needsPrlimit() {
        assumeTrue(Files.exists(Path.of("/usr/bin/prlimit")), "no prlimit");
    }

    @EveryModel(except = Trait.ONE_CONNECTION)
    void keepsWhatItHasWhenItCannotTakeMore(Candidate model) throws IOException {
        assertKeepsWhatItHas(model.name());
    }

    @Test
    void aServerThatEndsAtALimitIsFound() {
        assertThatThrownBy(() -> assertKeepsWhatItHas(WrongLives.NONE.name()))
                .isInstanceOfAny(
                        AssertionError.class, ConditionTimeoutException.class, IOException.class);
    }

    private static void assertKeepsWhatItHas(String model) throws IOException {
        var open = new ArrayList<SocketChannel>();
        try (var server = OwnProcess.withDescriptors(LIMIT, model)) {
            loadClasses(server);
            for (int i = 0; i < CONNECTIONS; i++) {
                open.add(asking(server));
            }
            await().atMost(PATIENCE).until(() -> !obstacles(server).isEmpty());
            var taken = new ArrayList<SocketChannel>();
            await().atMost(PATIENCE)
                    .during(WHILE)
                    .until(() -> !takeAnswers(open, taken) && taken.size() >= FEWEST);

            var before = server.cpu();
            await().during(WHILE).atMost(PATIENCE).until(() -> !takeAnswers(open, taken));
            if (!Models.has(model, Trait.SPINS) && !model.equals(TRIES_AGAIN_AT_ONCE)) {
                assertThat(server.cpu().minus(before)).as("CPU").isLessThan(WHILE.dividedBy(2));
            }
            for (var channel : taken) {
                ask(channel);
            }
            assertThat(obstacles(server)).hasSize(1);

            close(open);
            close(taken.subList(0, FEWEST / 2));
            await().atMost(PATIENCE).until(() -> takesOneMore(server));
            for (var channel : taken.subList(FEWEST / 2, taken.size())) {
                ask(channel);
            }
            close(taken);
        } finally {
            close(open);
        }
    }

    /// Once through the life of a connection: a class that is needed first when there are no
    /// descriptors cannot be read from its file.
    private static void loadClasses(OwnProcess server) throws IOException {
        try (var first = asking(server)) {
            first.configureBlocking(true);
            read(first);
        }
        await().atMost(PATIENCE).until(() -> server.connections() == 0);
    }

    private static SocketChannel asking(OwnProcess server) throws IOException {
        var channel = SocketChannel.open();
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        channel.write(ByteBuffer.wrap(REQUEST));
        channel.configureBlocking(false);
        return channel;
    }

    /// Who comes before the places of others are free may be refused.
    private static boolean takesOneMore(OwnProcess server) throws IOException {
        try (var late = asking(server)) {
            late.configureBlocking(true);
            var bytes = ByteBuffer.allocate(ANSWER.length);
            int count = readSome(late, bytes);
            if (count > 0) {
                readRest(late, bytes);
            }
            return count > 0;
        }
    }

    /// Moves those that have their answers from the one list to the other; whoever was refused
    /// goes.
    ///
    /// @return whether there was one
    private static boolean takeAnswers(List<SocketChannel> open, List<SocketChannel> taken)
            throws IOException {
        int before = taken.size();
        for (var channels = open.iterator(); channels.hasNext(); ) {
            var channel = channels.next();
            var bytes = ByteBuffer.allocate(ANSWER.length);
            int count = readSome(channel, bytes);
            if (count != 0) {
                channels.remove();
            }
            if (count > 0) {
                channel.configureBlocking(true);
                readRest(channel, bytes);
                taken.add(channel);
            }
        }
        return taken.size() > before;
    }

    /// @return negative if the connection was refused
    private static int readSome(SocketChannel channel, ByteBuffer bytes) throws IOException {
        try {
            int count = channel.read(bytes);
            if (count < 0) {
                channel.close();
            }
            return count;
        } catch (IOException reset) {
            channel.close();
            return -1;
        }
    }

    private static void ask(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(REQUEST));
        read(channel);
    }

    private static void read(SocketChannel channel) throws IOException {
        readRest(channel, ByteBuffer.allocate(ANSWER.length));
    }

    private static void readRest(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            assertThat(channel.read(bytes)).as("bytes of an answer").isPositive();
        }
        assertThat(bytes.flip()).isEqualTo(ByteBuffer.wrap(ANSWER));
    }

    private static List<String> obstacles(OwnProcess server) throws IOException {
        return server.errors().stream()
                .filter(line -> line.startsWith("no more connections for now: "))
                .toList();
    }

    private static void close(List<SocketChannel> channels) throws IOException {
        for (var channel : channels) {
            channel.close();
        }
    }
}
