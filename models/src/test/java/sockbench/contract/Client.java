package sockbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// The far end of one connection. Whatever does not come within its patience has not come.
final class Client implements AutoCloseable {
    private final Socket socket;

    Client(InetSocketAddress server, Duration patience) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setTcpNoDelay(true); // each write is a packet
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
    }

    Client send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Asserts that exactly these bytes come next.
    Client receive(byte[] expected) throws IOException {
        var received = new byte[expected.length];
        int count = 0;
        try {
            for (int more = 0; count < expected.length && more >= 0; count += Math.max(more, 0)) {
                more = socket.getInputStream().read(received, count, expected.length - count);
            }
        } catch (SocketTimeoutException nothing) {
            throw new AssertionError(
                    "%d of %d bytes, then nothing".formatted(count, expected.length), nothing);
        }

        assertThat(count).as("bytes before the end of the stream").isEqualTo(expected.length);
        assertThat(received).isEqualTo(expected);
        return this;
    }

    /// One request and its answer.
    Client ask(String body) throws IOException {
        return send(Frames.frame(body)).receive(Frames.answer(body));
    }

    /// Asserts that nothing more comes and the server has closed.
    void receiveEnd() throws IOException {
        try {
            assertThat(socket.getInputStream().read()).as("the end of the stream").isEqualTo(-1);
        } catch (SocketTimeoutException nothing) {
            throw new AssertionError("the connection stays open", nothing);
        }
    }

    /// Asserts that the server ended the connection, in whatever way: closing with requests unread
    /// resets it.
    void receiveEndOrReset() throws IOException {
        try {
            receiveEnd();
        } catch (SocketException reset) {
            // also an end
        }
    }

    /// Waits, and asserts that nothing came.
    void receiveNothingFor(Duration time) throws IOException {
        int patience = socket.getSoTimeout();
        socket.setSoTimeout(Math.toIntExact(time.toMillis()));
        try {
            int received = socket.getInputStream().read();

            throw new AssertionError("received " + received + " unasked");
        } catch (SocketTimeoutException asExpected) {
            socket.setSoTimeout(patience);
        }
    }

    /// Sends no more, still reads.
    Client halfClose() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// Ends the connection as a peer that crashed does: the server gets ECONNRESET.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
