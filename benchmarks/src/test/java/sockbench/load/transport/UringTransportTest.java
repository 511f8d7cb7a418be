package sockbench.load.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.load.LoadConfig;
import sockbench.load.nullserver.NullServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

@Timeout(20)
class UringTransportTest {
    private static final long TURN_NANOS = 100_000_000;

    private final List<Long> sentAt = new ArrayList<>();
    private final List<Long> arrivedAt = new ArrayList<>();

    @BeforeEach
    void needsARing() {
        assumeTrue(UringTransport.unavailable().isEmpty());
    }

    /// However long the generator has been busy since it put them into the ring.
    @Test
    void requestsAreSentWhenTheyAreHandedOver() throws IOException {
        try (var server = new NullServer().start(ServerConfig.loopback())) {
            var conversations = conversations(server, 3);
            try (var transport = open(server, conversations)) {
                conversations.forEach(each -> ask(transport, each));
                long handedOver = System.nanoTime();
                await(transport, 3);

                assertThat(sentAt)
                        .allSatisfy(nanos -> assertThat(nanos - handedOver).isNotNegative());
                assertThat(sentAt).containsOnly(sentAt.getFirst());
            }
        }
    }

    /// More than the ring has entries, so some are handed over before the turn.
    @Test
    void requestsThatMakeRoomForOthersAreSentThen() throws IOException {
        int count = 1_500;
        try (var server = new NullServer().start(ServerConfig.loopback())) {
            var conversations = conversations(server, count);
            try (var transport = open(server, conversations)) {
                transport.turn(0);
                long asked = System.nanoTime();
                conversations.forEach(each -> ask(transport, each));
                long handedOver = System.nanoTime();
                await(transport, count);

                assertThat(sentAt).allSatisfy(nanos -> assertThat(nanos - asked).isNotNegative());
                assertThat(sentAt).anySatisfy(nanos -> assertThat(nanos - handedOver).isNegative());
                for (int i = 0; i < count; i++) {
                    assertThat(arrivedAt.get(i) - sentAt.get(i)).isPositive();
                }
            }
        }
    }

    private static Transport open(Server server, List<Conversation> conversations)
            throws IOException {
        return UringTransport.open(address(server), conversations, new Sentinel(66));
    }

    private void await(Transport transport, int answers) throws IOException {
        while (sentAt.size() < answers) {
            transport.turn(TURN_NANOS);
        }
    }

    private static void ask(Transport transport, Conversation conversation) {
        conversation.ask(0);
        transport.send(conversation);
    }

    private List<Conversation> conversations(Server server, int count) {
        var config = LoadConfig.to(address(server)).withConnections(count).withoutLetters();
        var payload = new Payload(config.body(), config.first(), config.connections());
        var conversations = new ArrayList<Conversation>();
        for (int i = 0; i < count; i++) {
            var outgoing =
                    ByteBuffer.allocateDirect(payload.frameBytes()).order(ByteOrder.LITTLE_ENDIAN);
            conversations.add(new Conversation(i, payload, outgoing, this::answered));
        }
        return conversations;
    }

    private void answered(Conversation conversation, long due, long sent, long arrived) {
        sentAt.add(sent);
        arrivedAt.add(arrived);
    }

    private static InetSocketAddress address(Server server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }
}
