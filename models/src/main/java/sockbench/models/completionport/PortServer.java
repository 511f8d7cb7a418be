package sockbench.models.completionport;

import static java.util.Objects.requireNonNull;

import sockbench.api.RunningServer;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.linux.Native;
import sockbench.linux.Resources;
import sockbench.linux.Sockets;
import sockbench.linux.uring.IoUring;
import sockbench.models.completionport.PortOperations.HandlerThreads;
import sockbench.protocol.BufferPool;
import sockbench.serving.Listeners;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One ring, one listener, and twice as many threads as may run at the same time: while one of them
/// is delayed in a packet's handling, another can be woken. There are more where handlers block.
final class PortServer implements HandlerThreads {
    /// The posting threads wait in the kernel anyway; do not interrupt them for a completion.
    static final int RING_FLAGS = IoUring.COOP_TASKRUN;

    /// Threads of a port whose handlers block: as many requests can wait at the same time. As many
    /// as REACTOR_POOL has, so that the two differ in who hands over and not in how many wait.
    private static final int WHERE_HANDLERS_BLOCK = 200;

    private static final int SUBMISSIONS = 1024;
    private static final int COMPLETIONS = 8192;

    private final ServerThreads threads = ServerThreads.platform("completion-port");
    private final Tally tally = new Tally();
    private final Resources resources = new Resources();
    private final Arena arena = Arena.ofShared();
    private final Map<Thread, Worker> serving = new ConcurrentHashMap<>();
    private final int workers;
    private final IoUring ring;
    private final CompletionPort completions;
    private final PortSessions sessions;
    private final int port;

    PortServer(ServerConfig config, Posting posting) throws IOException {
        int concurrency = config.threadsOr(Runtime.getRuntime().availableProcessors());
        workers =
                config.handler() == null
                        ? 2 * concurrency
                        : Math.max(2 * concurrency, WHERE_HANDLERS_BLOCK);
        resources.add(tally::closedAll);
        resources.add(arena::close);
        try {
            var errno = Native.errno(arena);
            int[] listeners = Listeners.open(config, 1);
            resources.add(() -> Listeners.close(listeners));
            port = Sockets.port(errno, listeners[0]);
            ring = IoUring.open(errno, SUBMISSIONS, COMPLETIONS, RING_FLAGS);
            resources.add(this::closeRing);
            int slots = ring.openSlots();
            completions = new CompletionPort(ring, concurrency, posting.literal());
            var memory = new BufferPool(bytes -> arena.allocate(bytes, Long.BYTES).asByteBuffer());
            sessions =
                    new PortSessions(
                            completions,
                            listeners[0],
                            posting.acceptsWithData(),
                            slots,
                            config.exchanges(memory),
                            this,
                            tally);
        } catch (IOException unavailable) {
            resources.close();
            throw unavailable;
        }
    }

    Server start() {
        threads.onStop(this::endAll);
        for (int i = 0; i < workers; i++) {
            threads.start(this::serve);
        }
        return new RunningServer(port, tally, threads, resources::close);
    }

    private void endAll() {
        try {
            for (int i = 0; i < workers; i++) {
                completions.post(Key.of(Key.END, 0));
            }
        } catch (IOException cannotPost) {
            throw new UncheckedIOException(cannotPost);
        }
    }

    private void closeRing() {
        try (ring) {
            ring.cancelAll();
        } catch (IOException cannotCancel) {
            throw new UncheckedIOException(cannotCancel);
        }
    }

    @Override
    public void beginWork() throws IOException {
        completions.beginWork(caller());
    }

    /// Windows knows by itself that a thread of a port blocks; here the port has to be told.
    @Override
    public boolean pause(long nanos) throws IOException {
        return completions.blocking(caller(), () -> threads.pause(nanos));
    }

    private Worker caller() {
        return requireNonNull(serving.get(Thread.currentThread()));
    }

    private void serve() throws IOException {
        var worker = new Worker(arena);
        serving.put(Thread.currentThread(), worker);
        try {
            sessions.accept();
            completions.get(worker);
            while (Key.operation(worker.key) != Key.END) {
                sessions.handle(worker.key, worker.result);
                completions.get(worker);
            }
        } finally {
            completions.leave(worker);
        }
    }
}
