package sockbench.contract;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/// The protocol as its description has it, written without a look at `sockbench.protocol`.
final class Frames {
    private Frames() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] frame(byte[] body) {
        var frame = new byte[2 + body.length];
        frame[0] = (byte) body.length;
        frame[1] = (byte) (body.length >> 8);
        System.arraycopy(body, 0, frame, 2, body.length);
        return frame;
    }

    static byte[] frame(String body) {
        return frame(bytes(body));
    }

    /// What the answer to `frame(body)` must be.
    static byte[] answer(byte[] body) {
        var answer = frame(body);
        for (int i = 2; i < answer.length; i++) {
            if (answer[i] >= 'a' && answer[i] <= 'z') {
                answer[i] = (byte) (answer[i] - ('a' - 'A'));
            }
        }
        return answer;
    }

    static byte[] answer(String body) {
        return answer(bytes(body));
    }

    /// The body of a request that asks for work.
    static byte[] working(int burnMicros, int waitMicros, String text) {
        return ByteBuffer.allocate(2 * Integer.BYTES + bytes(text).length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(burnMicros)
                .putInt(waitMicros)
                .put(bytes(text))
                .array();
    }

    static byte[] random(RandomGenerator random, int length) {
        var body = new byte[length];
        random.nextBytes(body);
        return body;
    }

    static byte[] join(byte[]... pieces) {
        var all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
