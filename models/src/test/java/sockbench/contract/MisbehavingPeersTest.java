package sockbench.contract;

import static sockbench.contract.Frames.answer;
import static sockbench.contract.Frames.frame;

import org.junit.jupiter.api.Timeout;

import sockbench.api.Server;
import sockbench.models.Models.Trait;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/// A peer's fault costs that peer its connection, and nobody else anything.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MisbehavingPeersTest {
    private static final long EIGHT_MEBIBYTES = 8 << 20;

    @EveryModel
    void holdsUpAPeerThatReadsNothing(Candidate model) throws IOException {
        try (var server = model.start();
                var flood = new Flood(server.port(), model.patience())) {
            flood.sendUntilBlocked();
            flood.finish(EIGHT_MEBIBYTES);
        }
    }

    @EveryModel(except = Trait.ONE_CONNECTION)
    void servesOthersWhileAPeerReadsNothing(Candidate model) throws IOException {
        try (var server = model.start();
                var flood = new Flood(server.port(), model.patience());
                var other = model.connect(server)) {
            flood.sendUntilBlocked();
            other.ask("before").ask("others");
        }
    }

    @EveryModel
    void answersBeforeItClosesAHalfClosedConnection(Candidate model) throws IOException {
        try (var server = model.start();
                var client = model.connect(server)) {
            client.send(frame("last")).halfClose().receive(answer("last")).receiveEnd();
            Eventually.connections(model, server, 0);
        }
    }

    /// More answers than the kernel takes at once are still to be sent when the end arrives.
    @EveryModel
    void sendsAllThatIsQueuedAfterAHalfClose(Candidate model) throws IOException {
        byte[] body = Frames.random(new SplittableRandom(4), 60_000);
        var frames = new byte[8][];
        var answers = new byte[8][];
        Arrays.fill(frames, frame(body));
        Arrays.fill(answers, answer(body));
        try (var server = model.start();
                var client = model.connect(server)) {
            client.send(Frames.join(frames)).halfClose();
            client.receive(Frames.join(answers)).receiveEnd();
        }
    }

    /// Thousands of answers, each in a few bytes.
    @EveryModel
    void answersTheSmallestFramesAfterAHalfClose(Candidate model) throws IOException {
        var frames = new byte[60_000][];
        Arrays.setAll(frames, i -> frame(i % 7 == 0 ? "" : "abc"));
        var answers = new byte[60_000][];
        Arrays.setAll(answers, i -> answer(i % 7 == 0 ? "" : "abc"));
        try (var server = model.start();
                var client = model.connect(server)) {
            client.send(Frames.join(frames)).halfClose();
            client.receive(Frames.join(answers)).receiveEnd();
        }
    }

    @EveryModel
    void survivesAPeerThatEndsInMidFrame(Candidate model) throws IOException {
        try (var server = model.start()) {
            for (byte[] part : new byte[][] {{7}, {7, 0}, {7, 0, 'h', 'a'}}) {
                try (var client = model.connect(server)) {
                    client.ask("served").send(part);
                }
            }
            servesANewcomer(server, model);
        }
    }

    @EveryModel
    void survivesAResetInMidFrame(Candidate model) throws IOException {
        try (var server = model.start()) {
            for (byte[] part : new byte[][] {{7}, {7, 0}, {7, 0, 'h', 'a'}}) {
                model.connect(server).ask("served").send(part).reset();
            }
            servesANewcomer(server, model);
        }
    }

    @EveryModel
    void survivesAPeerThatVanishesWithAnswersUnsent(Candidate model) throws IOException {
        try (var server = model.start()) {
            var flood = new Flood(server.port(), model.patience());
            flood.sendUntilBlocked();
            flood.reset();

            servesANewcomer(server, model);
        }
    }

    @EveryModel(except = Trait.ONE_CONNECTION)
    void servesOthersBesidesSilentPeers(Candidate model) throws IOException {
        try (var server = model.start();
                var silent = model.connect(server);
                var half = model.connect(server).send(new byte[] {4});
                var other = model.connect(server)) {
            other.ask("not held up");
            half.send(new byte[] {0, 'r', 'e', 's', 't'}).receive(answer("rest"));
            silent.ask("served at last");
        }
    }

    private static void servesANewcomer(Server server, Candidate model) throws IOException {
        try (var newcomer = model.connect(server)) {
            newcomer.ask("still there?");
        }
        Eventually.connections(model, server, 0);
    }
}
