package sockbench.serving;

import sockbench.api.RunningServer;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// What all loops of one server share.
public record Service(ServerConfig config, ServerThreads threads, Tally tally) {
    /// What a thread of the server does. Everything it opens it opens itself, because native memory
    /// and some kernel objects belong to the thread that made them.
    public interface Loop {
        /// Serves until [Service#closing].
        ///
        /// @param ready to be called once everything is opened
        void run(Runnable ready) throws IOException;
    }

    /// @param name of the threads, platform ones: native waits would pin virtual ones
    public static Service of(ServerConfig config, String name) {
        return new Service(config, ServerThreads.platform(name), new Tally());
    }

    /// True when loops must end.
    public boolean closing() {
        return threads.closing();
    }

    /// Starts one thread for each loop and waits until all are ready.
    ///
    /// @throws IOException if one could not open what it needs; then all have ended
    public Server serve(int port, List<? extends Loop> loops) throws IOException {
        try {
            awaitReady(loops.stream().map(this::begin).toArray(CompletableFuture[]::new));
            return new RunningServer(port, tally, threads);
        } catch (IOException notReady) {
            threads.stop();
            threads.join();
            throw notReady;
        }
    }

    /// Starts one thread more and waits until it is ready.
    ///
    /// @throws IOException if it could not open what it needs
    public void start(Loop loop) throws IOException {
        awaitReady(begin(loop));
    }

    private CompletableFuture<Void> begin(Loop loop) {
        var ready = new CompletableFuture<Void>();
        threads.start(() -> run(loop, ready));
        return ready;
    }

    private static void awaitReady(CompletableFuture<?>... ready) throws IOException {
        try {
            CompletableFuture.allOf(ready).join();
        } catch (CompletionException failed) {
            throw new IOException(failed.getCause());
        }
    }

    private static void run(Loop loop, CompletableFuture<Void> ready) throws IOException {
        try {
            loop.run(() -> ready.complete(null));
            ready.complete(null);
        } catch (IOException | RuntimeException | Error failure) {
            // Who started it is told, and goes on without it.
            if (!ready.completeExceptionally(failure)) {
                throw failure;
            }
        }
    }
}
