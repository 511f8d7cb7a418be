package sockbench.api;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// The threads of one server and the first error that ended one of them early. Thread-safe.
///
/// A thread that fails stops all others: a server that serves only some of its connections would be
/// measured as if it served all. An error that arrives once stopping has begun is the normal way
/// for a blocked call to end and is not kept.
public final class ServerThreads {
    /// What a thread does until the server is closed.
    public interface Work {
        void run() throws IOException;
    }

    private final ThreadFactory factory;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CompletableFuture<ServerFailure> early = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile Runnable wake = () -> {};

    private ServerThreads(ThreadFactory factory) {
        this.factory = factory;
    }

    /// Platform threads, named `name-0`, `name-1`, …
    public static ServerThreads platform(String name) {
        return new ServerThreads(Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    }

    /// Virtual threads, named `name-0`, `name-1`, …
    public static ServerThreads virtual(String name) {
        return new ServerThreads(Thread.ofVirtual().name(name + "-", 0).factory());
    }

    /// Threads of the model's own making.
    public static ServerThreads of(ThreadFactory factory) {
        return new ServerThreads(factory);
    }

    /// What makes every blocked thread look at [#closing]. Runs once, on the thread that closes the
    /// server or on the one that failed, so it must be set before the first [#start].
    public void onStop(Runnable wakeAll) {
        wake = wakeAll;
    }

    /// Starts a thread that is joined by [#join]. An error it ends with is kept for [#rethrow].
    public void start(Work work) {
        var thread = newThread(work);
        try {
            thread.start();
        } catch (OutOfMemoryError noMoreThreads) {
            threads.remove(thread); // or join() would wait for it for ever
            throw noMoreThreads;
        }
    }

    /// A thread that its caller must start; for pools that make their own.
    public Thread newThread(Work work) {
        var thread = factory.newThread(() -> runKeepingFailure(work));
        threads.add(thread);
        return thread;
    }

    /// True once [#stop] was called: loops end, errors of blocked calls are expected.
    public boolean closing() {
        return closing.get();
    }

    /// @return false if closing had begun before, so that `close()` is idempotent
    public boolean beginClosing() {
        return closing.compareAndSet(false, true);
    }

    /// Begins closing and wakes every thread; does nothing the second time.
    public void stop() {
        if (beginClosing()) {
            wake.run();
            threads.forEach(LockSupport::unpark); // those in pause
        }
    }

    /// Blocks the calling thread, which must be one of these.
    ///
    /// @return false if it was cut short because [#stop] was called
    public boolean pause(long nanos) {
        long due = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !closing(); left = due - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        return !closing();
    }

    /// Keeps the error and stops the server, unless it is stopping already.
    public void failed(Throwable error) {
        if (!closing() && failure.compareAndSet(null, error)) {
            stop();
            early.complete(new ServerFailure(error));
        }
    }

    /// See [Server#whenFailed].
    public void whenFailed(Consumer<ServerFailure> then) {
        var _ = early.thenAccept(then);
    }

    /// Waits until every thread has ended, also those that a thread started meanwhile. Goes on
    /// through interrupts.
    public void join() {
        boolean interrupted = false;
        while (!threads.isEmpty()) {
            for (var thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException finishFirst) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Throws the first time only.
    ///
    /// @throws ServerFailure if a thread ended early
    public void rethrow() {
        var error = failure.getAndSet(null);
        if (error != null) {
            throw new ServerFailure(error);
        }
    }

    private void runKeepingFailure(Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException | Error error) {
            failed(error);
        } finally {
            threads.remove(Thread.currentThread());
        }
    }
}
