package sockbench.models;

import static org.assertj.core.api.Assertions.assertThat;

import sockbench.api.Server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Many clients of one server, for tests of a model's limits.
public final class Crowd implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Server server;
    private final List<Socket> clients = new ArrayList<>();

    public Crowd(Server server) {
        this.server = server;
    }

    /// Connects more of them.
    public Crowd grow(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var client = new Socket(InetAddress.getLoopbackAddress(), server.port());
            client.setSoTimeout(PATIENCE_MILLIS); // an answer that does not come fails the test
            clients.add(client);
        }
        return this;
    }

    /// Lets each send a request of its own, all before the first answer is read, and asserts that
    /// each gets its own answer.
    public Crowd ask() throws IOException {
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).getOutputStream().write(frame("client " + i));
        }
        for (int i = 0; i < clients.size(); i++) {
            byte[] expected = frame("CLIENT " + i);

            assertThat(clients.get(i).getInputStream().readNBytes(expected.length))
                    .as("answer of client %d", i)
                    .isEqualTo(expected);
        }
        return this;
    }

    /// Lets each send a request that asks for a microsecond of CPU and some wait.
    public Crowd send(int waitMicros) throws IOException {
        for (var client : clients) {
            client.getOutputStream().write(working(waitMicros));
        }
        return this;
    }

    /// Asserts that each gets the answer to what was sent by [#send].
    public Crowd receive(int waitMicros) throws IOException {
        byte[] expected = working(waitMicros);
        for (var client : clients) {
            assertThat(client.getInputStream().readNBytes(expected.length)).isEqualTo(expected);
        }
        return this;
    }

    /// Closes the last ones and waits until the server has closed them too.
    public Crowd shrink(int count) throws IOException {
        var leaving = clients.subList(clients.size() - count, clients.size());
        for (var client : leaving) {
            client.shutdownOutput();
        }
        for (var client : leaving) {
            assertThat(client.getInputStream().read()).as("end of the stream").isEqualTo(-1);
            client.close();
        }
        leaving.clear();
        return this;
    }

    /// How many threads there are whose name begins with `prefix`.
    public static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    @Override
    public void close() throws IOException {
        for (var client : clients) {
            client.close();
        }
    }

    private static byte[] working(int waitMicros) {
        return ByteBuffer.allocate(Short.BYTES + 2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (2 * Integer.BYTES))
                .putInt(1)
                .putInt(waitMicros)
                .array();
    }

    private static byte[] frame(String body) {
        return ByteBuffer.allocate(Short.BYTES + body.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) body.length())
                .put(body.getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
