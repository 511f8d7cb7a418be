package sockbench.load;

import sockbench.load.transport.Answers;
import sockbench.load.transport.Conversation;
import sockbench.load.transport.LoadFailure;
import sockbench.load.transport.Payload;
import sockbench.load.transport.Sentinel;
import sockbench.load.transport.Transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The connections of one generator, with the transport that serves them and the patience they are
/// served with.
final class GeneratorConnections implements AutoCloseable {
    /// How long one turn waits at most, so that patience is looked after.
    private static final long LONGEST_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<Conversation> conversations = new ArrayList<>();
    private final Transport transport;
    private final long patienceNanos;
    private final long throttleNanos;

    /// @param framesAhead requests that one send may take together, as far as they are short
    /// @param sentinel told when the generator is in the kernel
    GeneratorConnections(LoadConfig config, int framesAhead, Answers answers, Sentinel sentinel)
            throws IOException {
        this.patienceNanos = config.patience().toNanos();
        this.throttleNanos = config.throttle().toNanos();
        var payload = new Payload(config.body(), config.first(), config.connections());
        int outgoingBytes = framesAhead * payload.frameBytes();
        for (int i = 0; i < config.connections(); i++) {
            var outgoing = ByteBuffer.allocateDirect(outgoingBytes).order(ByteOrder.LITTLE_ENDIAN);
            conversations.add(new Conversation(config.first() + i, payload, outgoing, answers));
        }
        this.transport = config.transport().open(config.server(), conversations, sentinel);
    }

    int count() {
        return conversations.size();
    }

    Conversation get(int index) {
        return conversations.get(index);
    }

    /// Asks for one request on a connection and sets it moving.
    void ask(Conversation conversation, long dueNanos) {
        if (throttleNanos > 0) {
            waste();
        }
        conversation.ask(dueNanos);
        transport.send(conversation);
    }

    /// @param timeoutNanos 0 polls; waits no longer than it takes to look after patience
    /// @return whether more has arrived already
    boolean turn(long timeoutNanos) {
        try {
            return transport.turn(Math.min(timeoutNanos, LONGEST_TURN_NANOS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for one more answer, no longer than patience.
    void awaitAnswer(Tallies tallies) {
        long answered = tallies.answered();
        turn(LONGEST_TURN_NANOS);
        if (tallies.answered() == answered) {
            long deadline = System.nanoTime() + patienceNanos;
            do {
                turn(LONGEST_TURN_NANOS);
                if (System.nanoTime() - deadline > 0) {
                    throw noAnswer();
                }
            } while (tallies.answered() == answered);
        }
    }

    /// Waits until everything sent is answered, then looks for bytes that nobody asked for.
    ///
    /// @return false if answers are missing when patience ends
    boolean awaitAll(Tallies tallies) {
        long deadline = System.nanoTime() + patienceNanos;
        while (tallies.outstanding() > 0 && System.nanoTime() - deadline < 0) {
            turn(LONGEST_TURN_NANOS);
        }
        boolean more = true;
        while (more) {
            more = turn(0);
        }
        return tallies.outstanding() == 0;
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoadFailure noAnswer() {
        long outstanding = 0;
        var stuck = conversations.getFirst();
        for (var conversation : conversations) {
            if (conversation.outstanding() > stuck.outstanding()) {
                stuck = conversation;
            }
            outstanding += conversation.outstanding();
        }
        return LoadFailure.failed(
                ("no answer within %d ms: %d requests outstanding, %d of them on connection %d"
                                + " after %d answers")
                        .formatted(
                                TimeUnit.NANOSECONDS.toMillis(patienceNanos),
                                outstanding,
                                stuck.outstanding(),
                                stuck.number(),
                                stuck.answered()));
    }

    /// Keeps the thread busy, as a generator would that is too slow.
    private void waste() {
        long end = System.nanoTime() + throttleNanos;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }
}
