package sockbench.broken;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Servers that answer wrongly, each in one way.
public enum WrongAnswers implements IoModel {
    /// The last byte of every answer is another.
    A_WRONG_BYTE(
            each(() ->
                    (body, wire) -> {
                        if (body.length > 0) {
                            body[body.length - 1] ^= 1;
                        }
                        wire.send(body);
                    })),

    /// A body that just fills a buffer of the usual size loses its last byte's value.
    WRONG_WHERE_A_BUFFER_IS_FULL(
            each(() ->
                    (body, wire) -> {
                        if (body.length == 4096) {
                            body[4095] ^= 1;
                        }
                        wire.send(body);
                    })),

    /// Also letters of Latin-1 are upper-cased.
    TOO_MANY_CAPITALS(
            each(() ->
                    (body, wire) -> {
                        for (int i = 0; i < body.length; i++) {
                            body[i] =
                                    Byte.toUnsignedInt(body[i]) >= 0xe0
                                            ? (byte) (body[i] - 0x20)
                                            : body[i];
                        }
                        wire.send(body);
                    })),

    /// Requests are taken, none is answered.
    NO_ANSWER(each(() -> (body, wire) -> {})),

    /// Whatever is not answered is kept.
    ANSWERS_HOARDED(
            each(() -> {
                var kept = new ArrayList<byte[]>();
                return (body, wire) -> kept.add(body);
            })),

    /// Nobody expects an answer to nothing.
    NO_ANSWER_TO_AN_EMPTY_FRAME(
            each(() ->
                    (body, wire) -> {
                        if (body.length > 0) {
                            wire.send(body);
                        }
                    })),

    /// Each answer waits for the next request.
    THE_LAST_ANSWER_HELD_BACK(
            each(() -> {
                var last = new AtomicReference<byte[]>();
                return (body, wire) -> {
                    var previous = last.getAndSet(body);
                    if (previous != null) {
                        wire.send(previous);
                    }
                };
            })),

    /// Of two requests that arrive together the second is answered first.
    ANSWERS_SWAPPED(
            each(() ->
                    (body, wire) -> {
                        var next = wire.hasMore() ? wire.receive() : null;
                        if (next != null) {
                            wire.send(next);
                        }
                        wire.send(body);
                    })),

    /// The buffer is emptied after each frame, whatever it holds of the next.
    WHAT_FOLLOWS_A_FRAME_LOST(
            each(() ->
                    (body, wire) -> {
                        wire.send(body);
                        wire.discard();
                    })),

    /// The bytes are those of whoever asked last, from a buffer that all connections share.
    BYTES_OF_ANOTHER(config -> {
        var last = new AtomicReference<>(new byte[0]);
        Fault fault =
                (body, wire) -> {
                    var previous = last.getAndSet(body);
                    wire.send(previous.length == body.length ? previous : body);
                };
        return BrokenServer.start(config, () -> fault);
    }),

    /// Nobody looks after the second connection.
    A_CONNECTION_FORGOTTEN(config -> {
        var accepted = new AtomicInteger();
        return BrokenServer.start(
                config,
                () -> accepted.incrementAndGet() == 2 ? (body, wire) -> {} : (b, w) -> w.send(b));
    });

    private final IoModel model;

    WrongAnswers(IoModel model) {
        this.model = model;
    }

    @Override
    public Server start(ServerConfig config) throws IOException {
        return model.start(config);
    }

    private static IoModel each(Supplier<Fault> fault) {
        return config -> BrokenServer.start(config, fault);
    }
}
