package sockbench.load.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import sockbench.load.LoadConfig;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

class ConversationTest {
    private static final int BODY_BYTES = 20;
    private static final int FRAME_BYTES = 22;
    private static final int ROOM = 3;

    private final List<String> answered = new ArrayList<>();
    private final Conversation conversation = open(answered);
    private int asked;

    @Test
    void acceptsAnAnswerThatArrivesByteByByte() {
        byte[] answers = upperCase(exchange(1, 10));
        for (int i = 0; i < answers.length; i++) {
            receive(answers, i, i + 1, 30 + i);
        }

        assertThat(answered).containsExactly("0 10 51");
    }

    @Test
    void acceptsSeveralAnswersAtOnce() {
        byte[] answers = upperCase(exchange(3, 10));
        receive(answers, 0, answers.length, 30);

        assertThat(answered).containsExactly("0 10 30", "1 10 30", "2 10 30");
    }

    @Test
    void refusesAnyWrongByte() {
        byte[] right = upperCase(exchange(1, 10));
        for (int i = 0; i < FRAME_BYTES; i++) {
            byte[] wrong = right.clone();
            wrong[i] ^= 1;

            assertThatThrownBy(() -> receive(wrong, 0, FRAME_BYTES, 30))
                    .hasMessageStartingWith(
                            "connection 5, answer 0: byte %d of the frame is".formatted(i));
        }
    }

    @Test
    void stagesNoMoreThanFitsAndTheRestLater() {
        for (int i = 0; i < ROOM + 1; i++) {
            conversation.ask(i);
        }

        assertThat(send(10)).hasSize(ROOM * FRAME_BYTES);
        assertThat(send(20)).hasSize(FRAME_BYTES);
        assertThat(conversation.stage()).isFalse();
    }

    @Test
    void aRequestThatTheKernelDidNotTakeIsSentLater() {
        conversation.ask(0);
        conversation.ask(1);
        conversation.stage();
        conversation.sending(10);
        byte[] bytes = new byte[2 * FRAME_BYTES];
        conversation.outgoing().get(bytes, 0, FRAME_BYTES);
        conversation.taken();
        conversation.sending(20);
        conversation.outgoing().get(bytes, FRAME_BYTES, FRAME_BYTES);
        conversation.taken();
        receive(upperCase(bytes), 0, bytes.length, 30);

        assertThat(answered).containsExactly("0 10 30", "1 20 30");
    }

    @Test
    void keepsTheOrderOfHundredsOutstanding() {
        byte[] requests = new byte[0];
        for (int i = 0; i < 100; i++) {
            requests = join(requests, exchange(ROOM, i));
        }
        byte[] answers = upperCase(requests);
        receive(answers, 0, answers.length, 1_000);

        assertThat(answered).hasSize(100 * ROOM).endsWith("299 99 1000");
    }

    @Test
    void forgetsWhatIsNotStaged() {
        for (int i = 0; i < ROOM + 2; i++) {
            conversation.ask(i);
        }
        conversation.stage();

        assertThat(conversation.forgetUnsent()).isEqualTo(2);
        assertThat(conversation.outstanding()).isEqualTo(ROOM);
    }

    private static Conversation open(List<String> answered) {
        var config =
                LoadConfig.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))
                        .withBodyBytes(BODY_BYTES)
                        .withConnections(5, 1);
        var outgoing = ByteBuffer.allocateDirect(ROOM * FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return new Conversation(
                5,
                new Payload(config.body(), config.first(), config.connections()),
                outgoing,
                (of, due, sent, completed) -> answered.add(due + " " + sent + " " + completed));
    }

    private byte[] exchange(int requests, long nanos) {
        for (int i = 0; i < requests; i++) {
            conversation.ask(asked++);
        }
        return send(nanos);
    }

    private byte[] send(long nanos) {
        conversation.stage();
        conversation.sending(nanos);
        byte[] bytes = new byte[conversation.outgoing().remaining()];
        conversation.outgoing().get(bytes);
        conversation.taken();
        return bytes;
    }

    private void receive(byte[] bytes, int from, int to, long nanos) {
        conversation.received(MemorySegment.ofArray(bytes), from, to, nanos);
    }

    private static byte[] join(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
    }

    private static byte[] upperCase(byte[] bytes) {
        byte[] upper = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            boolean letter = bytes[i] >= 'a' && bytes[i] <= 'z';
            upper[i] = (byte) (letter ? Character.toUpperCase(bytes[i]) : bytes[i]);
        }
        return upper;
    }
}
