package sockbench.hostile;

import sockbench.protocol.Exchange;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;

/// One connection of a bad peer. No call waits. Not thread-safe.
final class BadConnection implements AutoCloseable {
    private static final int FRAME_BYTES = Exchange.HEADER_BYTES + Exchange.MAX_BODY_BYTES;

    /// Of the kernel, each way: what a peer that does not read can have under way is bounded.
    private static final int BUFFER_BYTES = 1 << 16;

    /// Bytes that all share: only the header changes.
    private static final ByteBuffer LONGEST = ByteBuffer.allocateDirect(FRAME_BYTES);

    private final int number;
    private final SocketChannel channel = SocketChannel.open();
    private final ByteBuffer discarded;
    private boolean halfClosed;
    private boolean counted;
    private long sentBytes;

    /// @param number of the connection, from 0
    /// @param discarded where answers go that nobody looks at
    BadConnection(InetSocketAddress server, int number, ByteBuffer discarded) throws IOException {
        this.number = number;
        this.discarded = discarded;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
        channel.connect(server);
    }

    int number() {
        return number;
    }

    long sentBytes() {
        return sentBytes;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /// Whether the connection has come about; asks the kernel if it was under way.
    boolean isConnected() throws IOException {
        return channel.isConnected() || channel.finishConnect();
    }

    /// True once.
    boolean firstTime() {
        boolean first = !counted;
        counted = true;
        return first;
    }

    /// Goes on with a stream of requests of `bodyBytes` each.
    ///
    /// @param most bytes to send now
    /// @return how many the kernel took
    int send(int bodyBytes, int most) throws IOException {
        int taken = 0;
        int count = 1;
        while (!halfClosed && taken < most && count > 0) {
            var frame = frame(bodyBytes);
            int at = (int) (sentBytes % frame.capacity());
            int end = Math.min(frame.capacity(), at + most - taken);
            count = channel.write(frame.limit(end).position(at));
            taken += count;
            sentBytes += count;
        }
        return taken;
    }

    void discard() throws IOException {
        int count;
        do {
            count = channel.read(discarded.clear());
        } while (count > 0);
        if (count < 0) {
            throw new IOException("ended by the server");
        }
    }

    void halfClose() throws IOException {
        if (!halfClosed) {
            halfClosed = true;
            channel.shutdownOutput();
        }
    }

    /// Resets the connection.
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static ByteBuffer frame(int bodyBytes) {
        return LONGEST.duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .limit(Exchange.HEADER_BYTES + bodyBytes)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, (short) bodyBytes);
    }
}
