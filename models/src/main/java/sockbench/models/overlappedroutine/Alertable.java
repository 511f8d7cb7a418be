package sockbench.models.overlappedroutine;

import org.jspecify.annotations.Nullable;

import sockbench.linux.uring.IoUring;
import sockbench.linux.uring.RingTimers;
import sockbench.linux.uring.Sqe;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// The operations one thread has posted. Their routines run on that thread and only inside [#sleepEx], because the
/// ring completes nothing elsewhere (`IORING_SETUP_DEFER_TASKRUN`).
///
///     receive(…, routine) ──▶ table[index] = routine, entry with user_data = index
///     sleepEx()           ──▶ io_uring_enter: submits, waits ──▶ table[user_data].routine(result), …
final class Alertable {
    private final IoUring ring;
    private final RingTimers timers;
    private final Deque<Overlapped> unused = new ArrayDeque<>();
    private @Nullable Overlapped[] table = new @Nullable Overlapped[256];
    private int known;

    Alertable(IoUring ring, RingTimers timers) {
        this.ring = ring;
        this.timers = timers;
    }

    /// A record for operations of the calling thread, one at a time.
    Overlapped overlapped() {
        var kept = unused.pollFirst();
        if (kept != null) {
            return kept;
        }
        if (known == table.length) {
            table = Arrays.copyOf(table, 2 * known);
        }
        var added = new Overlapped(known);
        table[known++] = added;
        return added;
    }

    /// Takes a record back that no posted operation uses.
    void release(Overlapped overlapped) {
        unused.addFirst(overlapped);
    }

    /// Posts the acceptance of one connection. The result is its slot.
    void accept(int listener, Overlapped overlapped, Routine routine) throws IOException {
        overlapped.routine = routine;
        Sqe.acceptInto(ring.next(), 0, listener, Sqe.ANY_SLOT, overlapped.index);
    }

    /// Posts a receive. The result is what `recv(2)` gives.
    ///
    /// @param expected whether bytes are likely to be there already
    void receive(
            int slot,
            long address,
            int bytes,
            boolean expected,
            Overlapped overlapped,
            Routine routine)
            throws IOException {
        overlapped.routine = routine;
        if (expected) {
            Sqe.recv(ring.next(), Sqe.FIXED_FILE, slot, address, bytes, overlapped.index);
        } else {
            Sqe.recvLater(ring.next(), Sqe.FIXED_FILE, slot, address, bytes, overlapped.index);
        }
    }

    /// Posts a send of all the bytes.
    void send(int slot, long address, int bytes, Overlapped overlapped, Routine routine)
            throws IOException {
        overlapped.routine = routine;
        Sqe.send(ring.next(), Sqe.FIXED_FILE, slot, address, bytes, overlapped.index);
    }

    /// Posts a wait until some time has passed.
    void sleep(long nanos, Overlapped overlapped, Routine routine) throws IOException {
        overlapped.routine = routine;
        timers.fill(ring.next(), 0, nanos, overlapped.index);
    }

    /// Posts a wait until `fd` is readable.
    void awaitReadable(int fd, Overlapped overlapped, Routine routine) throws IOException {
        overlapped.routine = routine;
        Sqe.awaitReadable(ring.next(), fd, overlapped.index);
    }

    /// Posts the closing of a connection.
    void close(int slot, Overlapped overlapped, Routine routine) throws IOException {
        overlapped.routine = routine;
        Sqe.closeSlot(ring.next(), slot, overlapped.index);
    }

    /// The alertable wait: submits what was posted, waits until something has completed, runs the
    /// routines.
    void sleepEx() throws IOException {
        ring.submit(1);
        while (ring.take()) {
            var completed = table[(int) ring.userData()];
            if (completed == null) {
                throw new IllegalStateException("completion of nothing: " + ring.userData());
            }
            completed.routine.completed(ring.result());
        }
    }
}
