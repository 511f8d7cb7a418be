package sockbench.serving.channels;

import sockbench.api.Tally;
import sockbench.protocol.Exchange;
import sockbench.protocol.Memory;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// A socket and its exchange, in blocking or non-blocking mode.
///
/// Counts as open from construction to [#close]. Belongs to one thread, except for [#hangUp].
public final class ChannelConnection implements AutoCloseable {
    private final SocketChannel channel;
    private final Exchange exchange;
    private final Tally tally;

    /// Takes over `channel`, as accepted, and lets replies leave at once (Nagle's algorithm off).
    public ChannelConnection(SocketChannel channel, Memory memory, int bufferBytes, Tally tally) {
        this.channel = channel;
        this.exchange = new Exchange(memory, bufferBytes);
        this.tally = tally;
        tally.opened();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        } catch (IOException peerGone) {
            hangUp(); // the first read says so
        }
    }

    /// Receives once if no reply is unsent, then sends once if there is one. Never more: a peer
    /// that always has more to say must not hold up the others. The end of the stream is seen only
    /// after the last reply went out.
    ///
    /// @return what to wait for before the next call, OP_READ or OP_WRITE; 0 if the peer has ended
    ///   or gone
    public int advance() {
        try {
            if (exchange.unsentBytes() == 0) {
                int count = channel.read(exchange.freeSpace());
                if (count < 0) {
                    return 0;
                }
                tally.answered(exchange.received(count));
            }
            if (exchange.unsentBytes() > 0) {
                exchange.sent(channel.write(exchange.replies()));
            }
            return exchange.unsentBytes() > 0 ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        } catch (IOException peerGone) {
            return 0;
        }
    }

    /// Serves a connection in blocking mode to its end.
    public void serve() {
        while (advance() != 0) {
            // the calls in there block
        }
    }

    /// Ends the stream, from any thread: whoever is blocked in [#advance] gets 0.
    public void hangUp() {
        ChannelResources.close(channel);
    }

    @Override
    public void close() {
        hangUp();
        exchange.release();
        tally.closed();
    }
}
