package sockbench.serving.channels;

import static java.util.Objects.requireNonNull;

import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.protocol.Exchange;
import sockbench.serving.Timers;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// A socket and its exchange, in blocking or non-blocking mode.
///
/// Counts as open from construction to [#close]. Belongs to one thread, except for [#hangUp].
public final class ChannelConnection implements AutoCloseable {
    /// The peer has ended or gone.
    public static final int ENDED = 0;

    /// There is work to do; no operation of a channel has this bit.
    public static final int WORK = 1 << 30;

    private final SocketChannel channel;
    private final Exchange exchange;
    private final Tally tally;
    private boolean waiting;

    /// Takes over `channel`, as accepted, and lets replies leave at once (Nagle's algorithm off).
    public ChannelConnection(SocketChannel channel, Exchange exchange, Tally tally) {
        this.channel = channel;
        this.exchange = exchange;
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
    /// @return what to wait for before the next call, OP_READ or OP_WRITE; [#WORK] if there is work
    ///   to do first; [#ENDED] if the peer has ended or gone
    public int advance() {
        try {
            if (exchange.unsentBytes() == 0 && !exchange.hasWork()) {
                int count = channel.read(exchange.freeSpace());
                if (count < 0) {
                    return ENDED;
                }
                tally.answered(exchange.received(count));
            }
            if (exchange.unsentBytes() > 0) {
                exchange.sent(channel.write(exchange.replies()));
            }
            if (exchange.unsentBytes() > 0) {
                return SelectionKey.OP_WRITE;
            }
            return exchange.hasWork() ? WORK : SelectionKey.OP_READ;
        } catch (IOException peerGone) {
            return ENDED;
        }
    }

    /// The same for a loop, which goes on with others while a request waits.
    ///
    /// @param timers of the loop
    /// @return as [#advance]; [#WORK] once waiting has begun, and until [#worked]
    public int advance(Timers<ChannelConnection> timers) {
        int next = waiting ? WORK : advance();
        while (next == WORK && !waiting) {
            long nanos = exchange.burn();
            if (nanos > 0) {
                waiting = true;
                timers.add(this, nanos);
            } else {
                worked();
                next = advance();
            }
        }
        return next;
    }

    /// True while a request waits in a loop's timers.
    public boolean waiting() {
        return waiting;
    }

    /// The work is done; its answer leaves with the next [#advance].
    public void worked() {
        waiting = false;
        tally.answered(exchange.worked());
    }

    /// What `selector` knows the connection by.
    SelectionKey key(Selector selector) {
        return requireNonNull(channel.keyFor(selector));
    }

    /// The same for a thread that may block while a request waits.
    ///
    /// @param threads of which the calling one is
    /// @return as [#advance]; [#WORK] if the server is closing
    public int advanceBlocking(ServerThreads threads) {
        int next = advance();
        while (next == WORK && threads.pause(exchange.burn())) {
            worked();
            next = advance();
        }
        return next;
    }

    /// Serves a connection in blocking mode to its end, or until the server is closing. The calling
    /// thread blocks wherever there is something to wait for.
    ///
    /// @param threads of which the calling one is
    public void serve(ServerThreads threads) {
        int next = advanceBlocking(threads);
        while (next != ENDED && next != WORK) {
            next = advanceBlocking(threads);
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
