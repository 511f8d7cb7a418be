package sockbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import static sockbench.contract.Frames.answer;
import static sockbench.contract.Frames.frame;
import static sockbench.contract.Frames.working;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.junit.jupiter.api.Timeout;

import sockbench.api.ServerConfig;
import sockbench.models.Models.Trait;
import sockbench.protocol.CpuBurner;
import sockbench.protocol.RequestedWork;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/// Requests that ask for work get their answers when that is done, not before, in order, and at the
/// cost of nobody who does not have to wait for them.
///
/// A body of fewer than 8 bytes asks for nothing, so what should be answered at once is short.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RequestedWorkTest {
    /// Longer than any check.
    private static final int FOR_EVER = RequestedWork.MOST_MICROS;

    private static final ServerConfig WORKING =
            ServerConfig.loopback().withHandler(new CpuBurner(1));

    @EveryModel
    void waitsAtLeastAsLongAsItIsAsked(Candidate model) throws IOException {
        try (var server = model.start(WORKING);
                var client = model.connect(server)) {
            for (int micros = 100; micros < 10_000; micros += 700) {
                long sent = System.nanoTime();
                byte[] body = working(0, micros, "wait");
                client.send(frame(body)).receive(answer(body));

                assertThat(Duration.ofNanos(System.nanoTime() - sent))
                        .isGreaterThanOrEqualTo(Duration.ofNanos(micros * 1000L));
            }
        }
    }

    /// Requests with and without work, in pieces that respect no frame, more than fit a buffer.
    @EveryModel
    void keepsAnswersInOrderWhateverTheyWait(Candidate model) throws IOException {
        var random = new SplittableRandom(4);
        try (var server = model.start(WORKING);
                var client = model.connect(server)) {
            for (int batch = 0; batch < 5; batch++) {
                var bodies = new byte[16][];
                Arrays.setAll(bodies, i -> anyBody(random, i));
                byte[] all =
                        Frames.join(
                                Arrays.stream(bodies).map(Frames::frame).toArray(byte[][]::new));
                for (int from = 0; from < all.length; ) {
                    int to = Math.min(all.length, from + 1 + random.nextInt(3000));
                    client.send(Arrays.copyOfRange(all, from, to));
                    from = to;
                }
                for (byte[] body : bodies) {
                    client.receive(answer(body));
                }
            }

            assertThat(server.requests()).isEqualTo(5 * 16);
        }
    }

    private static byte[] anyBody(SplittableRandom random, int number) {
        int waitMicros = random.nextInt(4) == 0 ? random.nextInt(3000) : 0;
        int burnMicros = random.nextInt(4) == 0 ? random.nextInt(100) : 0;
        var text = "number " + number + "x".repeat(random.nextInt(1 << random.nextInt(12)));
        return random.nextInt(4) == 0
                ? Frames.bytes("short")
                : working(burnMicros, waitMicros, text);
    }

    @EveryModel(except = Trait.ONE_CONNECTION)
    void servesOthersWhileOneWaits(Candidate model) throws IOException {
        try (var server = model.start(WORKING.withThreads(2));
                var waiting = model.connect(server);
                var others = new Clients(model, server, 10)) {
            waiting.ask("served").send(frame(working(0, FOR_EVER, "")));
            for (int round = 0; round < 3; round++) {
                for (var other : others.all()) {
                    other.ask("other");
                }
            }
        }
    }

    @EveryModel(except = Trait.ONE_CONNECTION)
    void letsManyWaitAtTheSameTime(Candidate model) throws IOException {
        try (var server = model.start(WORKING);
                var clients = new Clients(model, server, 100)) {
            for (int i = 0; i < 100; i++) {
                clients.get(i).send(frame(working(0, 100 * (i % 30), "number " + i)));
            }
            for (int i = 0; i < 100; i++) {
                clients.get(i).receive(answer(working(0, 100 * (i % 30), "number " + i)));
            }
        }
    }

    /// Short and long ones, one after the other, so that some arrive while none is read.
    @EveryModel
    void answersWhatCameWhileARequestWaited(Candidate model) throws IOException {
        byte[] slow = working(0, 20_000, "first");
        byte[] large = Frames.random(new SplittableRandom(5), 40_000);
        Arrays.fill(large, 0, RequestedWork.BYTES, (byte) 0);
        try (var server = model.start(WORKING);
                var client = model.connect(server)) {
            client.ask("served").send(frame(slow));
            for (int i = 0; i < 20; i++) {
                client.send(frame("behind")).send(frame(large));
            }
            client.receive(answer(slow));
            for (int i = 0; i < 20; i++) {
                client.receive(answer("behind")).receive(answer(large));
            }
            client.ask("goes on");
        }
    }

    @EveryModel
    void answersAWaitingRequestBeforeItClosesAHalfClosedConnection(Candidate model)
            throws IOException {
        byte[] first = working(0, 5_000, "first");
        byte[] last = working(100, 5_000, "last");
        try (var server = model.start(WORKING);
                var client = model.connect(server)) {
            client.send(Frames.join(frame(first), frame("between"), frame(last))).halfClose();
            client.receive(answer(first)).receive(answer("between")).receive(answer(last));
            client.receiveEnd();
        }
    }

    @EveryModel
    void forgetsAPeerThatVanishesWhileItsRequestWaits(Candidate model) throws IOException {
        try (var server = model.start(WORKING)) {
            for (int i = 0; i < 20; i++) {
                var client = model.connect(server).send(frame(working(0, 3_000, "")));
                if (i % 2 == 0) {
                    client.reset();
                } else {
                    client.close();
                }
            }
            Eventually.connections(model, server, 0);
            try (var newcomer = model.connect(server)) {
                newcomer.ask("hello?");
            }
        }
    }

    /// Twice, as in [LifeCycleTest].
    @EveryModel
    void closeReleasesWhatWaits(Candidate model) throws IOException, InterruptedException {
        closeWhileRequestsWait(model);
        var before = Footprint.now();
        closeWhileRequestsWait(model);

        before.assertNothingAddedWithin(model.patience());
    }

    private static void closeWhileRequestsWait(Candidate model)
            throws IOException, InterruptedException {
        var begun = new CountDownLatch(1);
        var server =
                model.start(
                        ServerConfig.loopback()
                                .withHandler(work -> {
                                    begun.countDown();
                                    return RequestedWork.waitNanos(work);
                                }));
        var clients = new ArrayList<Client>();
        for (int i = 0; i < 5; i++) {
            clients.add(model.connect(server).send(frame(working(0, FOR_EVER, ""))));
        }
        assertThat(begun.await(model.patience().toMillis(), MILLISECONDS)).isTrue();
        server.close();

        assertThat(server.connections()).as("connections()").isZero();
        for (var client : clients) {
            client.close();
        }
    }

    @EveryModel
    void doesTheWorkOfEachRequestOnce(Candidate model) throws IOException {
        Queue<Integer> burnt = new ConcurrentLinkedQueue<>();
        var observed =
                ServerConfig.loopback()
                        .withHandler(work -> {
                            burnt.add(RequestedWork.burnMicros(work));
                            return RequestedWork.waitNanos(work);
                        });
        try (var server = model.start(observed);
                var client = model.connect(server)) {
            byte[] first = working(1, 0, "");
            byte[] second = working(2, 300, "and text");
            byte[] fourth = working(4, 0, "");
            client.send(Frames.join(frame(first), frame(second), frame("no work"), frame(fourth)))
                    .receive(answer(first))
                    .receive(answer(second))
                    .receive(answer("no work"))
                    .receive(answer(fourth));
        }

        assertThat(burnt).containsExactly(1, 2, 4);
    }

    @EveryModel
    void doesNoWorkUnlessItIsToldTo(Candidate model) throws IOException {
        byte[] body = working(FOR_EVER, FOR_EVER, "as any other");
        try (var server = model.start();
                var client = model.connect(server)) {
            client.send(frame(body)).receive(answer(body));
        }
    }
}
