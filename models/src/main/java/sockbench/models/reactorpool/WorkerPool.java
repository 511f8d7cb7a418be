package sockbench.models.reactorpool;

import org.jspecify.annotations.Nullable;

import sockbench.api.ServerThreads;
import sockbench.serving.channels.SelectorLoop;

import java.nio.channels.SelectionKey;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Threads that handle connections the loop found ready. Each has one at a time until it is
/// answered, and blocks for it wherever its requests do; connections for which none is free wait in
/// a queue, each at most once.
final class WorkerPool implements SelectorLoop.Dispatcher {
    /// @param key null for a thread that is to end
    private record Task(@Nullable SelectionKey key) {}

    private static final Task END = new Task(null);

    private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
    private final ServerThreads threads;
    private final int size;

    WorkerPool(ServerThreads threads, int size) {
        this.threads = threads;
        this.size = size;
    }

    /// @param loop gets the connections back
    void start(SelectorLoop loop) {
        for (int i = 0; i < size; i++) {
            threads.start(() -> work(loop));
        }
    }

    @Override
    public void dispatch(SelectionKey ready) {
        queue.add(new Task(ready));
    }

    void end() {
        for (int i = 0; i < size; i++) {
            queue.add(END);
        }
    }

    private void work(SelectorLoop loop) {
        for (var key = take(); key != null && !threads.closing(); key = take()) {
            loop.giveBack(key, SelectorLoop.connection(key).advanceBlocking(threads));
        }
    }

    private @Nullable SelectionKey take() {
        try {
            return queue.take().key;
        } catch (InterruptedException nobodyDoesThat) {
            throw new IllegalStateException(nobodyDoesThat);
        }
    }
}
