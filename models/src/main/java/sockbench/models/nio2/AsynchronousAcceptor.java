package sockbench.models.nio2;

import org.jspecify.annotations.Nullable;

import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.protocol.Exchanges;
import sockbench.serving.Listener;
import sockbench.serving.channels.ChannelListener;

import java.io.IOException;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Keeps one `accept` posted.
final class AsynchronousAcceptor
        implements CompletionHandler<AsynchronousSocketChannel, @Nullable Void> {
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(
                    Listener.RETRY_MILLIS, TimeUnit.MILLISECONDS, Runnable::run);

    private final AsynchronousServerSocketChannel listener;
    private final Exchanges exchanges;
    private final DelayedWork delayed;
    private final Tally tally;
    private final ServerThreads threads;

    AsynchronousAcceptor(
            AsynchronousServerSocketChannel listener,
            Exchanges exchanges,
            DelayedWork delayed,
            Tally tally,
            ServerThreads threads) {
        this.listener = listener;
        this.exchanges = exchanges;
        this.delayed = delayed;
        this.tally = tally;
        this.threads = threads;
    }

    void next() {
        listener.accept(null, this);
    }

    @Override
    public void completed(AsynchronousSocketChannel accepted, @Nullable Void none) {
        try {
            next();
            new AsynchronousConnection(accepted, exchanges.open(), delayed, tally, threads).next();
        } catch (RuntimeException | Error bug) {
            threads.failed(bug);
        }
    }

    /// Out of descriptors, or closing. The connection stays in the backlog and is asked for again.
    @Override
    public void failed(Throwable cannotAccept, @Nullable Void none) {
        if (cannotAccept instanceof IOException notNow
                && !(cannotAccept instanceof ClosedChannelException)) {
            ChannelListener.full(notNow, tally);
            LATER.execute(this::again);
        } else {
            threads.failed(cannotAccept);
        }
    }

    private void again() {
        try {
            next();
        } catch (RuntimeException closing) {
            threads.failed(closing);
        }
    }
}
