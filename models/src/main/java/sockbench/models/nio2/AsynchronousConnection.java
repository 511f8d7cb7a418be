package sockbench.models.nio2;

import org.jspecify.annotations.Nullable;

import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.protocol.Exchange;
import sockbench.serving.channels.ChannelResources;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.ShutdownChannelGroupException;
import java.util.concurrent.RejectedExecutionException;

/// One connection with one operation posted at any time: a write while a reply is unsent, else a
/// read, unless a request waits. Which of the two completed follows from that, so a single handler
/// serves both.
final class AsynchronousConnection implements CompletionHandler<Integer, @Nullable Void> {
    private final AsynchronousSocketChannel channel;
    private final Exchange exchange;
    private final DelayedWork delayed;
    private final Tally tally;
    private final ServerThreads threads;

    /// Takes over `channel`, as accepted, and lets replies leave at once (Nagle's algorithm off).
    AsynchronousConnection(
            AsynchronousSocketChannel channel,
            Exchange exchange,
            DelayedWork delayed,
            Tally tally,
            ServerThreads threads) {
        this.channel = channel;
        this.exchange = exchange;
        this.delayed = delayed;
        this.tally = tally;
        this.threads = threads;
        tally.opened();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        } catch (IOException peerGone) {
            ChannelResources.close(channel); // the first read says so
        }
    }

    /// Posts the next operation.
    void next() {
        if (exchange.unsentBytes() > 0) {
            channel.write(exchange.replies(), null, this);
        } else if (exchange.hasWork()) {
            work();
        } else {
            channel.read(exchange.freeSpace(), null, this);
        }
    }

    private void work() {
        long nanos = exchange.burn();
        if (nanos > 0) {
            delayed.after(nanos, this::waited);
        } else {
            worked();
        }
    }

    private void waited() {
        try {
            worked();
        } catch (ShutdownChannelGroupException | RejectedExecutionException closing) {
            close();
        } catch (RuntimeException | Error bug) {
            close();
            threads.failed(bug);
        }
    }

    private void worked() {
        tally.answered(exchange.worked());
        next();
    }

    @Override
    public void completed(Integer count, @Nullable Void none) {
        try {
            if (exchange.unsentBytes() > 0) {
                exchange.sent(count);
                next();
            } else if (count >= 0) {
                tally.answered(exchange.received(count));
                next();
            } else {
                close();
            }
        } catch (ShutdownChannelGroupException | RejectedExecutionException closing) {
            close();
        } catch (RuntimeException | Error bug) {
            close();
            threads.failed(bug);
        }
    }

    /// The peer has gone, or the group is shutting down.
    @Override
    public void failed(Throwable gone, @Nullable Void none) {
        close();
    }

    private void close() {
        ChannelResources.close(channel);
        exchange.release();
        tally.closed();
    }
}
