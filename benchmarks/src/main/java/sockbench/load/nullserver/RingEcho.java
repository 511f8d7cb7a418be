package sockbench.load.nullserver;

import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.linux.Errno;
import sockbench.linux.Native;
import sockbench.linux.Resources;
import sockbench.linux.uring.BufferRing;
import sockbench.linux.uring.Cqe;
import sockbench.linux.uring.IoUring;
import sockbench.linux.uring.Sqe;
import sockbench.linux.uring.UringProbe;
import sockbench.linux.uring.UringProbe.Need;
import sockbench.serving.Listeners;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;

/// One ring that sends every buffer back as the kernel has filled it. Its turn is one system call,
/// and nothing looks at a byte.
///
/// Written for the generator, which reads what it is sent: a peer that does not keeps its buffers,
/// in the end all of them.
final class RingEcho implements ServerThreads.Work {
    private static final int FLAGS = IoUring.SINGLE_ISSUER | IoUring.DEFER_TASKRUN;
    private static final int SUBMISSIONS = 1024;
    private static final int COMPLETIONS = 8192;
    static final int BUFFERS = 1024;

    /// A whole large request; of a small one, one page is touched.
    private static final int BUFFER_BYTES = 65_600;

    private static final long RECEIVE = 0;
    private static final long SEND = 1L << Integer.SIZE;
    private static final long ACCEPT = 2L << Integer.SIZE;
    private static final long CLOSE = 3L << Integer.SIZE;
    private static final long WAKE = 4L << Integer.SIZE;

    private final Tally tally;
    private final ServerThreads threads;
    private final int listener;
    private final int wake;
    private final Resources resources = new Resources();
    private final IoUring ring;
    private final BufferRing buffers;
    private final Outboxes outboxes = new Outboxes(BUFFERS);

    /// Connections that receive nothing more, to be closed when their outbox is empty.
    private final BitSet ended = new BitSet();

    /// Connections that wait until there are buffers again.
    private final Deque<Integer> starved = new ArrayDeque<>();

    private int received;
    private int held;

    /// @param arena for memory that must outlive every operation
    /// @param listener where it accepts, owned by the caller, as is the event
    /// @param wake an event that is set when the threads are closing
    RingEcho(Arena arena, Tally tally, ServerThreads threads, int listener, int wake)
            throws IOException {
        this.tally = tally;
        this.threads = threads;
        this.listener = listener;
        this.wake = wake;
        try {
            var errno = Native.errno(arena);
            ring = IoUring.open(errno, SUBMISSIONS, COMPLETIONS, FLAGS | IoUring.DISABLED);
            resources.add(ring::close);
            ring.openSlots();
            buffers = BufferRing.open(ring, 0, BUFFERS, BUFFER_BYTES);
            resources.add(buffers::close);
        } catch (IOException unavailable) {
            resources.close();
            throw unavailable;
        }
    }

    /// Why it cannot be used here; empty if it can.
    static Optional<String> unavailable() {
        return UringProbe.unavailable(
                FLAGS,
                Need.SLOTS,
                Need.BUFFERS,
                Need.ACCEPT_MANY,
                Need.RECEIVE_MANY,
                Need.SEND,
                Need.POLL,
                Need.CANCEL_ALL);
    }

    @Override
    public void run() throws IOException {
        try {
            ring.enable();
            Sqe.acceptMany(ring.next(), listener, ACCEPT);
            Sqe.awaitReadable(ring.next(), wake, WAKE);
            while (!threads.closing()) {
                turn();
            }
        } finally {
            end();
        }
    }

    /// Gives everything back in place of [#run].
    void release() {
        resources.close();
    }

    private void end() throws IOException {
        try {
            ring.cancelAll();
        } finally {
            release();
        }
    }

    private void turn() throws IOException {
        ring.submit(1);
        while (ring.take()) {
            completed(ring.userData(), ring.result(), ring.flags());
        }
        buffers.publish();
        tally.answered(received);
        received = 0;
    }

    private void completed(long id, int result, int flags) throws IOException {
        int slot = (int) id;
        long operation = id - slot;
        if (operation == RECEIVE) {
            received(slot, result, flags);
        } else if (operation == SEND) {
            sent(slot, result);
        } else if (operation == ACCEPT) {
            accepted(result, flags);
        }
    }

    private void received(int slot, int result, int flags) throws IOException {
        if (result > 0) {
            int buffer = Cqe.buffer(flags);
            buffers.taken();
            held++;
            received++;
            if (outboxes.add(slot, buffer, result)) {
                send(slot, buffer);
            }
        }
        if (!Cqe.more(flags)) {
            receivesNoMore(slot, result);
        }
    }

    private void receivesNoMore(int slot, int result) throws IOException {
        if (result == -Errno.ENOBUFS) {
            buffers.offerMore();
        }
        if (result == -Errno.ENOBUFS && held == BUFFERS) {
            starved.add(slot);
        } else if (result > 0 || result == -Errno.ENOBUFS) {
            receive(slot);
        } else {
            ended.set(slot);
            closeIfDone(slot);
        }
    }

    private void sent(int slot, int result) throws IOException {
        int buffer = outboxes.removeFirst(slot);
        giveBack(buffer);
        boolean gone = result < outboxes.bytes(buffer);
        while (gone && outboxes.first(slot) != Outboxes.NONE) {
            giveBack(outboxes.removeFirst(slot));
        }
        int next = outboxes.first(slot);
        if (next != Outboxes.NONE) {
            send(slot, next);
        } else {
            closeIfDone(slot);
        }
        if (!starved.isEmpty()) {
            receive(starved.remove());
        }
    }

    private void accepted(int result, int flags) throws IOException {
        if (result >= 0) {
            outboxes.open(result);
            tally.opened();
            receive(result);
        } else {
            Listeners.checkAccepted(result, tally);
        }
        if (!Cqe.more(flags)) {
            Sqe.acceptMany(ring.next(), listener, ACCEPT);
        }
    }

    /// Nothing of the connection is in the kernel any more, so its slot may have a new owner.
    private void closeIfDone(int slot) throws IOException {
        if (ended.get(slot) && outboxes.first(slot) == Outboxes.NONE) {
            ended.clear(slot);
            tally.closed();
            Sqe.closeSlot(ring.next(), slot, CLOSE);
        }
    }

    private void receive(int slot) throws IOException {
        Sqe.recvMany(ring.next(), Sqe.FIXED_FILE, slot, 0, RECEIVE | slot);
    }

    private void send(int slot, int buffer) throws IOException {
        Sqe.send(
                ring.next(),
                Sqe.FIXED_FILE,
                slot,
                buffers.address(buffer),
                outboxes.bytes(buffer),
                SEND | slot);
    }

    private void giveBack(int buffer) {
        held--;
        buffers.giveBack(buffer);
    }
}
