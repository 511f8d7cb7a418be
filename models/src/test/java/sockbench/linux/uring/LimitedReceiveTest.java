package sockbench.linux.uring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sockbench.linux.Native;
import sockbench.linux.Sockets;
import sockbench.linux.uring.UringProbe.Need;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// That a receive can be told how much, by the kernel that says it can.
@Timeout(20)
class LimitedReceiveTest {
    private static final int BUFFER_BYTES = 64;
    private static final int LIMIT = 200;

    @Test
    void endsWithTheBufferThatReachesTheLimit() throws IOException {
        var missing = UringProbe.unavailable(0, Need.BUFFERS, Need.RECEIVE_UP_TO);
        assumeTrue(missing.isEmpty(), missing::toString);
        try (var arena = Arena.ofConfined();
                var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var errno = Native.errno(arena);
            var at = (InetSocketAddress) listener.getLocalSocketAddress();
            int socket = Sockets.connect(errno, null, at);
            try (var far = listener.accept();
                    var ring = IoUring.openHere(errno, 8, 64, 0);
                    var buffers = BufferRing.open(ring, 0, 32, BUFFER_BYTES)) {
                far.getOutputStream().write(new byte[10 * LIMIT]);
                buffers.publish();
                Sqe.recvUpTo(ring.next(), 0, socket, 0, LIMIT, 1);

                assertThat(receive(ring)).isBetween(LIMIT, LIMIT + BUFFER_BYTES - 1);
            } finally {
                Sockets.close(errno, socket);
            }
        }
    }

    private static int receive(IoUring ring) throws IOException {
        int received = 0;
        while (ring.inFlight() > 0) {
            ring.submit(1);
            while (ring.take()) {
                received += ring.result();
            }
        }
        return received;
    }
}
