package sockbench.models.nio2;

import org.jspecify.annotations.Nullable;

import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.protocol.Exchanges;

import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;

/// Keeps one `accept` posted.
final class AsynchronousAcceptor
        implements CompletionHandler<AsynchronousSocketChannel, @Nullable Void> {
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

    /// Out of descriptors, or closing.
    @Override
    public void failed(Throwable cannotAccept, @Nullable Void none) {
        threads.failed(cannotAccept);
    }
}
