package sockbench.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A server of the protocol with a [Fault]. One platform thread per connection, so that what
/// happens to one request holds up its own connection only.
public final class TestServer implements AutoCloseable {
    /// What is done with an answer instead of sending it at once.
    public interface Fault {
        /// No fault at all.
        Fault NONE = (request, answer, out) -> out.write(answer);

        /// @param request number of the request, counted from 1 over all connections
        /// @param answer the whole frame that should be sent
        void answer(long request, byte[] answer, OutputStream out) throws IOException;
    }

    private final ServerSocket listener;
    private final Fault fault;
    private final AtomicLong requests = new AtomicLong();

    public TestServer(Fault fault) throws IOException {
        this.fault = fault;
        this.listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    long requests() {
        return requests.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /// For faults. A timed wait alone would come back late.
    public static void waitUntil(long nanos) {
        long coarse = TimeUnit.MICROSECONDS.toNanos(500);
        while (nanos - System.nanoTime() > coarse) {
            LockSupport.parkNanos(nanos - System.nanoTime() - coarse);
        }
        while (nanos - System.nanoTime() > 0) {
            Thread.onSpinWait();
        }
    }

    private void accept() {
        while (true) {
            try {
                var socket = listener.accept();
                socket.setTcpNoDelay(true);
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            } catch (SocketException closing) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            var out = new BufferedOutputStream(socket.getOutputStream(), 128 * 1024);
            while (true) {
                byte[] answer = answer(in);
                fault.answer(requests.incrementAndGet(), answer, out);
                out.flush();
            }
        } catch (EOFException | SocketException peerGone) {
            // the test is over, or it was cut off on purpose
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] answer(InputStream in) throws IOException {
        int low = in.read();
        int high = in.read();
        if (high < 0) {
            throw new EOFException();
        }
        int length = low | high << Byte.SIZE;
        byte[] frame = new byte[2 + length];
        frame[0] = (byte) low;
        frame[1] = (byte) high;
        if (in.readNBytes(frame, 2, length) < length) {
            throw new EOFException();
        }
        for (int i = 2; i < frame.length; i++) {
            if (frame[i] >= 'a' && frame[i] <= 'z') {
                frame[i] = (byte) (frame[i] - ('a' - 'A'));
            }
        }
        return frame;
    }
}
