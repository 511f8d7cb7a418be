package sockbench.models.completionport;

import org.jspecify.annotations.Nullable;

import sockbench.linux.Errno;
import sockbench.linux.uring.IoUring;
import sockbench.linux.uring.Sqe;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/// One queue of completion packets and the threads that serve it. Thread-safe.
///
///     packets ──▶ leader, in io_uring_enter ──▶ running, at most `concurrency`
///                     ▲                              │ get
///                     └── idle, last in first out ◀──┘
///
/// One idle thread leads: it waits in the kernel. The others are parked on a stack, because threads that wait in
/// `io_uring_enter` are woken evenly, and a thread that slept a moment ago still has its caches warm. Before a leader
/// turns to its packet it calls the next one if more is there.
final class CompletionPort {
    private enum Step {
        HANDLE,
        LEAD,
        SUBMIT,
        SLEEP
    }

    private final IoUring ring;
    private final int concurrency;
    private final boolean literal;
    private final Deque<Worker> idle = new ArrayDeque<>();
    private @Nullable Worker leader;
    private int running;

    /// @param concurrency threads that handle packets at the same time, at least 1
    /// @param literal whether every posted operation is a system call of its own, as on Windows;
    ///   otherwise operations are handed over when their thread comes back for the next packet
    CompletionPort(IoUring ring, int concurrency, boolean literal) {
        this.ring = ring;
        this.concurrency = concurrency;
        this.literal = literal;
    }

    /// `GetQueuedCompletionStatus`: waits until the worker has a packet and may run.
    void get(Worker worker) throws IOException {
        for (var step = next(worker); step != Step.HANDLE; step = next(worker)) {
            switch (step) {
                case LEAD -> enter(worker, 1);
                case SUBMIT -> enter(worker, 0);
                default -> worker.await();
            }
        }
    }

    /// The calling worker will be busy for some time: what it posted is handed over, and if one
    /// more may run, somebody is called to wait in the kernel for what completes meanwhile. Shorter
    /// handling is not worth a thread's waking.
    void beginWork(Worker worker) throws IOException {
        beginAbsence(worker);
        if (worker.toSubmit > 0) {
            enter(worker, 0);
        }
    }

    /// Lets the calling worker block. Meanwhile its place is free, and the last to sleep is called.
    /// Afterwards it runs again at once, so for a moment more than `concurrency` threads may run;
    /// nobody is called or gets a packet until there are fewer.
    ///
    /// @param call may block
    boolean blocking(Worker worker, BooleanSupplier call) throws IOException {
        stop(worker);
        beginWork(worker);
        try {
            return call.getAsBoolean();
        } finally {
            endBlocking(worker);
        }
    }

    private synchronized void beginAbsence(Worker worker) {
        worker.toSubmit = ring.unsubmitted();
        if (running < concurrency) {
            callNext();
        }
    }

    private synchronized void endBlocking(Worker worker) {
        worker.running = true;
        running++;
    }

    /// Takes the worker out for good; another goes on in its place.
    synchronized void leave(Worker worker) {
        stop(worker);
        callNext();
    }

    /// `PostQueuedCompletionStatus`: a packet with `key` and nothing else.
    synchronized void post(long key) throws IOException {
        Sqe.nop(ring.next(), key);
        ring.submit(0);
    }

    /// `AcceptEx`: takes a connection into `slot`.
    synchronized void accept(int listener, int slot, long key) throws IOException {
        Sqe.acceptInto(ring.next(), 0, listener, slot, key);
        posted();
    }

    /// `AcceptEx` with room for first data: one packet, [Key#ACCEPT_WITH_DATA] once the connection
    /// has sent something, or [Key#ACCEPT] with an errno if there was no connection. A literal port
    /// only: the two entries must not be parted.
    synchronized void acceptWithData(int listener, int slot, long address, int bytes)
            throws IOException {
        ring.reserve(2);
        long accept = ring.next();
        Sqe.acceptInto(accept, Sqe.LINK, listener, slot, Key.of(Key.ACCEPT, slot));
        ring.tellFailureOnly(accept);
        long key = Key.of(Key.ACCEPT_WITH_DATA, slot);
        Sqe.recv(ring.next(), Sqe.FIXED_FILE, slot, address, bytes, key);
        posted();
    }

    /// `WSARecv`.
    ///
    /// @param expected whether bytes are likely to be there already
    synchronized void receive(int slot, long address, int bytes, boolean expected, long key)
            throws IOException {
        if (expected) {
            Sqe.recv(ring.next(), Sqe.FIXED_FILE, slot, address, bytes, key);
        } else {
            Sqe.recvLater(ring.next(), Sqe.FIXED_FILE, slot, address, bytes, key);
        }
        posted();
    }

    /// `WSASend`, of all the bytes.
    synchronized void send(int slot, long address, int bytes, long key) throws IOException {
        Sqe.send(ring.next(), Sqe.FIXED_FILE, slot, address, bytes, key);
        posted();
    }

    synchronized void close(int slot, long key) throws IOException {
        Sqe.closeSlot(ring.next(), slot, key);
        posted();
    }

    private void posted() throws IOException {
        if (literal) {
            ring.submit(0);
        } else {
            ring.publish();
        }
    }

    private synchronized Step next(Worker worker) {
        stop(worker);
        boolean mayRun = running < concurrency;
        if (mayRun && ring.take()) {
            start(worker);
            return Step.HANDLE;
        }
        worker.toSubmit = ring.unsubmitted();
        if (mayRun && leader == null) {
            leader = worker;
            return Step.LEAD;
        }
        if (worker.toSubmit > 0) {
            return Step.SUBMIT;
        }
        idle.push(worker);
        return Step.SLEEP;
    }

    private void start(Worker worker) {
        worker.key = ring.userData();
        worker.result = ring.result();
        worker.running = true;
        running++;
        if (running < concurrency && ring.ready()) {
            callNext();
        }
    }

    @SuppressWarnings("ReferenceEquality") // the worker itself
    private synchronized void stop(Worker worker) {
        if (worker.running) {
            worker.running = false;
            running--;
        }
        if (leader == worker) {
            leader = null;
        }
    }

    private void callNext() {
        if (leader == null && !idle.isEmpty()) {
            idle.pop().call();
        }
    }

    private void enter(Worker worker, int wait) throws IOException {
        int entered = ring.enter(worker.errno, worker.toSubmit, wait);
        if (entered != -Errno.EINTR && entered != -Errno.EBUSY) {
            Errno.check("io_uring_enter", entered);
        }
    }
}
