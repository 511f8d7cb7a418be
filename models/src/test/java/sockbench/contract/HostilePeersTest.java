package sockbench.contract;

import org.junit.jupiter.api.Timeout;

import sockbench.api.Server;
import sockbench.models.Models.Trait;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Peers that come in numbers and mean no good get nothing that lasts: afterwards a good peer is
/// served, and no thread and no descriptor is left of the others.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostilePeersTest {
    private static final byte[] HEADER = {100, 0};
    private static final byte[] HALF_A_FRAME = {7, 0, 'h', 'a'};

    private interface Attack {
        void on(Server server) throws IOException;
    }

    /// Right behind the bytes, so that some servers learn of both at the same time.
    @EveryModel
    void keepsNothingOfConnectionsResetInMidFrame(Candidate model) throws IOException {
        assertNothingKept(
                model,
                server -> {
                    for (int i = 0; i < 20; i++) {
                        model.connect(server).send(HALF_A_FRAME).reset();
                    }
                });
    }

    @EveryModel
    void keepsNothingOfConnectionsResetAtOnce(Candidate model) throws IOException {
        assertNothingKept(
                model,
                server -> {
                    for (int i = 0; i < 200; i++) {
                        model.connect(server).reset();
                    }
                });
    }

    @EveryModel
    void keepsNothingOfConnectionsClosedAtOnce(Candidate model) throws IOException {
        assertNothingKept(
                model,
                server -> {
                    for (int i = 0; i < 2000; i++) {
                        model.connect(server).close();
                    }
                });
    }

    @EveryModel(except = Trait.ONE_CONNECTION)
    void servesOthersBesidesHeadersWithoutBodies(Candidate model) throws IOException {
        assertNothingKept(
                model,
                server -> {
                    var silent = new ArrayList<Client>();
                    for (int i = 0; i < 30; i++) {
                        silent.add(model.connect(server).send(i % 2 == 0 ? HEADER : HALF_A_FRAME));
                    }
                    try (var other = model.connect(server)) {
                        other.ask("not held up");
                    }
                    close(silent);
                });
    }

    @EveryModel
    void closesAPeerThatEndsInMidFrameAndStays(Candidate model) throws IOException {
        assertNothingKept(
                model,
                server -> {
                    for (byte[] part : new byte[][] {{}, {7}, HEADER, HALF_A_FRAME}) {
                        try (var stays = model.connect(server).send(part).halfClose()) {
                            stays.receiveEnd();
                        }
                    }
                });
    }

    @EveryModel(except = Trait.ONE_CONNECTION)
    void answersPeersThatSendByteByByte(Candidate model) throws IOException {
        byte[] frame = Frames.frame("one after the other");
        assertNothingKept(
                model,
                server -> {
                    var slow = new ArrayList<Client>();
                    for (int i = 0; i < 10; i++) {
                        slow.add(model.connect(server));
                    }
                    for (byte one : frame) {
                        for (var client : slow) {
                            client.send(new byte[] {one});
                        }
                    }
                    for (var client : slow) {
                        client.receive(Frames.answer("one after the other"));
                    }
                    close(slow);
                });
    }

    private static void assertNothingKept(Candidate model, Attack attack) throws IOException {
        try (var server = model.start()) {
            serveANewcomer(server, model); // libraries load what they need
            var before = Footprint.now();
            attack.on(server);
            serveANewcomer(server, model);

            before.assertNothingAddedWithin(model.patience());
        }
    }

    private static void serveANewcomer(Server server, Candidate model) throws IOException {
        try (var newcomer = model.connect(server)) {
            newcomer.ask("still there?");
        }
        Eventually.connections(model, server, 0);
    }

    private static void close(List<Client> clients) throws IOException {
        for (var client : clients) {
            client.close();
        }
    }
}
