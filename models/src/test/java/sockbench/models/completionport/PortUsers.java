package sockbench.models.completionport;

import org.jspecify.annotations.Nullable;

import sockbench.api.ServerThreads;
import sockbench.linux.Native;
import sockbench.linux.uring.IoUring;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// A port and threads that serve it. Each keeps the packet it got until the users is closed, so a
/// test sees who runs.
final class PortUsers implements AutoCloseable {
    private static final int ENTRIES = 16;
    private static final long PACKET = Key.of(Key.RECEIVE, 0);
    private static final long END = Key.of(Key.END, 0);

    private final Arena arena = Arena.ofShared();
    private final ServerThreads threads = ServerThreads.platform("users");
    private final List<Worker> occupants = new ArrayList<>();
    private final BlockingQueue<Thread> running = new LinkedBlockingQueue<>();
    private final Semaphore closing = new Semaphore(0);
    private final IoUring ring;
    private final CompletionPort port;
    private int hired;

    PortUsers(int concurrency) throws IOException {
        ring = IoUring.open(Native.errno(arena), ENTRIES, ENTRIES, PortServer.RING_FLAGS);
        port = new CompletionPort(ring, concurrency, false);
    }

    /// Posts packets, all before anyone can take the first.
    void post(int count) throws IOException {
        synchronized (port) {
            for (int i = 0; i < count; i++) {
                port.post(PACKET);
            }
        }
    }

    /// Takes a packet and one of the places to run.
    ///
    /// @return who has it until [#leave]
    Worker occupy() throws IOException {
        var worker = new Worker(arena);
        post(1);
        port.get(worker);
        occupants.add(worker);
        return worker;
    }

    /// Gives a place back.
    void leave(Worker occupant) {
        port.leave(occupant);
    }

    /// Starts a thread more.
    Thread hire() {
        var thread = threads.newThread(this::serve);
        thread.start();
        hired++;
        return thread;
    }

    /// Whether the thread sleeps until the port calls it.
    static boolean asleep(Thread thread) {
        return LockSupport.getBlocker(thread) instanceof Worker;
    }

    /// Waits for the next thread that gets a packet.
    Thread nextToRun() throws InterruptedException {
        return running.take();
    }

    /// Lets an occupant block until another thread gets a packet.
    ///
    /// @return that thread; null if nobody could wait for it
    @Nullable Thread nextToRunWhile(Worker occupantBlocks) throws IOException {
        var next = new AtomicReference<@Nullable Thread>();
        port.blocking(
                occupantBlocks,
                () -> {
                    try {
                        next.set(running.take());
                        return true;
                    } catch (InterruptedException outOfPatience) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                });
        return next.get();
    }

    /// Threads that got a packet and were not asked for yet.
    List<Thread> running() {
        return List.copyOf(running);
    }

    @Override
    public void close() throws IOException {
        occupants.forEach(port::leave);
        closing.release();
        for (int i = 0; i < hired; i++) {
            port.post(END);
        }
        threads.join();
        ring.close();
        arena.close();
        threads.rethrow();
    }

    private void serve() throws IOException {
        var worker = new Worker(arena);
        try {
            do {
                port.get(worker);
                running.add(Thread.currentThread());
                closing.acquireUninterruptibly();
                closing.release();
            } while (worker.key != END);
        } finally {
            port.leave(worker);
        }
    }
}
