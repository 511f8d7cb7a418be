package sockbench.models.overlappedroutine;

import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.linux.Native;
import sockbench.linux.NativeMemory;
import sockbench.linux.Resources;
import sockbench.linux.uring.IoUring;
import sockbench.linux.uring.RingTimers;
import sockbench.protocol.Exchanges;
import sockbench.serving.Listeners;
import sockbench.serving.completion.RingServer;

import java.io.IOException;

/// A thread that does nothing but sleep alertably. Accepting is an operation like the others: its
/// routine starts the connection and posts the next acceptance.
final class RoutineLoop implements RingServer.RingThread {
    static final int RING_FLAGS = IoUring.SINGLE_ISSUER | IoUring.DEFER_TASKRUN;

    private static final int SUBMISSIONS = 1024;
    private static final int COMPLETIONS = 8192;

    private final Resources resources = new Resources();
    private final IoUring ring;
    private final Alertable thread;
    private final Exchanges exchanges;
    private final Tally tally;
    private final int listener;
    private final int wake;
    private final Overlapped accepting;

    RoutineLoop(RingServer.Shared shared, int listener, ServerConfig config) throws IOException {
        this.listener = listener;
        wake = shared.wake();
        tally = shared.tally();
        exchanges = config.exchanges(new NativeMemory(shared.arena()));
        try {
            var errno = Native.errno(shared.arena());
            ring = IoUring.open(errno, SUBMISSIONS, COMPLETIONS, RING_FLAGS | IoUring.DISABLED);
            resources.add(ring::close);
            ring.openSlots();
        } catch (IOException unavailable) {
            resources.close();
            throw unavailable;
        }
        thread = new Alertable(ring, new RingTimers(shared.arena(), SUBMISSIONS));
        accepting = thread.overlapped();
    }

    @Override
    public void run(ServerThreads threads) throws IOException {
        try {
            ring.enable();
            accept();
            thread.awaitReadable(wake, thread.overlapped(), closing -> {});
            while (!threads.closing()) {
                thread.sleepEx();
            }
        } finally {
            end();
        }
    }

    @Override
    public void release() {
        resources.close();
    }

    private void end() throws IOException {
        try {
            ring.cancelAll();
        } finally {
            release();
        }
    }

    private void accept() throws IOException {
        thread.accept(listener, accepting, this::accepted);
    }

    private void accepted(int slot) throws IOException {
        if (slot >= 0) {
            new RoutineOperations(thread, slot, exchanges.open(), tally).start();
        } else {
            Listeners.checkAccepted(slot, tally);
        }
        accept();
    }
}
