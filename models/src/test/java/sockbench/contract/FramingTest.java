package sockbench.contract;

import static sockbench.contract.Frames.answer;
import static sockbench.contract.Frames.bytes;
import static sockbench.contract.Frames.frame;

import org.junit.jupiter.api.Timeout;

import sockbench.api.ServerConfig;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Whatever way the bytes arrive, each frame gets its own answer, in order.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FramingTest {
    private static final int LONGEST_BODY = 65_535;

    @EveryModel
    void answersASingleFrame(Candidate model) throws IOException {
        try (var server = model.start();
                var client = model.connect(server)) {
            client.send(new byte[] {2, 0, 'h', 'i'}).receive(new byte[] {2, 0, 'H', 'I'});
        }
    }

    @EveryModel
    void answersEmptyFrames(Candidate model) throws IOException {
        try (var server = model.start();
                var client = model.connect(server)) {
            client.ask("");
            client.send(new byte[] {0, 0, 0, 0, 1, 0, 'x', 0, 0})
                    .receive(new byte[] {0, 0, 0, 0, 1, 0, 'X', 0, 0});
        }
    }

    @EveryModel
    void answersTheLongestFrame(Candidate model) throws IOException {
        byte[] body = Frames.random(new SplittableRandom(2), LONGEST_BODY);
        try (var server = model.start();
                var client = model.connect(server)) {
            client.send(frame(body)).receive(answer(body));
            client.ask("and goes on");
        }
    }

    @EveryModel
    void changesNothingButLowerCaseLetters(Candidate model) throws IOException {
        var body = new byte[256];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        try (var server = model.start();
                var client = model.connect(server)) {
            client.send(frame(body)).receive(answer(body));
        }
    }

    /// The first part follows another frame in the same packet: once that one is answered, the part
    /// has been received too, and the rest must be waited for.
    @EveryModel
    void answersAFrameSplitAtAnyPosition(Candidate model) throws IOException {
        byte[] frame = frame("split me");
        try (var server = model.start();
                var client = model.connect(server)) {
            for (int split = 1; split < frame.length; split++) {
                client.send(Frames.join(frame("ahead"), Arrays.copyOf(frame, split)))
                        .receive(answer("ahead"));
                client.send(Arrays.copyOfRange(frame, split, frame.length))
                        .receive(answer("split me"));
            }
        }
    }

    @EveryModel
    void answersFramesThatArriveByteByByte(Candidate model) throws IOException {
        try (var server = model.start();
                var client = model.connect(server)) {
            for (byte b : Frames.join(frame("one"), frame(""), frame("byte each"))) {
                client.send(new byte[] {b});
            }
            client.receive(answer("one")).receive(answer("")).receive(answer("byte each"));
        }
    }

    @EveryModel
    void answersAThousandFramesSentAtOnce(Candidate model) throws IOException {
        var frames = new byte[1000][];
        var answers = new byte[1000][];
        for (int i = 0; i < frames.length; i++) {
            byte[] body = bytes("number " + i);
            frames[i] = frame(body);
            answers[i] = answer(body);
        }
        try (var server = model.start();
                var client = model.connect(server)) {
            client.send(Frames.join(frames)).receive(Frames.join(answers));
        }
    }

    /// Sizes from nothing to the longest, pieces that respect no frame, a buffer that must grow.
    @EveryModel
    void answersInOrderWhateverTheSizesAndPieces(Candidate model) throws IOException {
        var random = new SplittableRandom(3);
        int unsent = ServerConfig.DEFAULT_MAX_UNSENT_BYTES;
        var config = new ServerConfig(InetAddress.getLoopbackAddress(), 0, 16, 0, 64, unsent, null);
        try (var server = model.start(config);
                var client = model.connect(server)) {
            for (int batch = 0; batch < 10; batch++) {
                var bodies = new byte[8][];
                Arrays.setAll(bodies, i -> Frames.random(random, anyLength(random)));
                sendInPieces(client, Frames.join(framed(bodies)), random);
                for (byte[] body : bodies) {
                    client.receive(answer(body));
                }
            }
        }
    }

    private static int anyLength(SplittableRandom random) {
        return random.nextInt(1 << random.nextInt(16));
    }

    private static byte[][] framed(byte[][] bodies) {
        var frames = new byte[bodies.length][];
        Arrays.setAll(frames, i -> frame(bodies[i]));
        return frames;
    }

    private static void sendInPieces(Client client, byte[] bytes, SplittableRandom random)
            throws IOException {
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(20_000));
            client.send(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
    }
}
