package sockbench.models.overlappedevent;

import org.jspecify.annotations.Nullable;

import sockbench.linux.Errno;
import sockbench.linux.EventFd;
import sockbench.linux.Native;
import sockbench.linux.NativeMemory;
import sockbench.linux.Poll;
import sockbench.linux.Sockets;
import sockbench.linux.uring.IoUring;
import sockbench.linux.uring.RingTimers;
import sockbench.protocol.Exchanges;
import sockbench.serving.Service;
import sockbench.serving.SocketGroup;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The events that one thread waits for at once: one to wake it up and one for each connection.
///
///     slot   0          1 … 63
///            wake-up    events of connections, free slots among them
///
/// The thread waits in `poll(2)`, not in the ring, so the ring completes whenever the thread is in the kernel
/// (`IORING_SETUP_COOP_TASKRUN`). A signalled event says that a result is there; taking it is a step of its own, as
/// with GetOverlappedResult.
final class OperationSet implements AutoCloseable {
    static final int RING_FLAGS = IoUring.SINGLE_ISSUER | IoUring.COOP_TASKRUN;

    private static final int SLOTS = SocketGroup.EVENTS;
    private static final int WAKE_UP = 0;
    private static final int SUBMISSIONS = 256;
    private static final int COMPLETIONS = 512;
    private static final int NO_DESCRIPTOR = -1;

    private final MemorySegment errno;
    private final Service service;
    private final Exchanges exchanges;
    private final RingTimers timers;
    private final long one;
    private final long counter;
    private final Poll poll;
    private final IoUring ring;
    private final @Nullable EventSession[] sessions = new @Nullable EventSession[SLOTS];
    private int end = 1;

    /// Made by the thread that waits.
    OperationSet(Arena arena, Service service, int wakeUp) throws IOException {
        this.service = service;
        errno = Native.errno(arena);
        exchanges = service.config().exchanges(new NativeMemory(arena));
        timers = new RingTimers(arena, SUBMISSIONS);
        one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1).address();
        counter = arena.allocate(ValueLayout.JAVA_LONG).address();
        poll = new Poll(arena, errno, SLOTS);
        poll.set(WAKE_UP, wakeUp);
        ring = IoUring.openHere(errno, SUBMISSIONS, COMPLETIONS, RING_FLAGS);
    }

    /// Posts the first operation of a connection. If there is no descriptor for its event, the
    /// connection is refused.
    ///
    /// @param socket owned by this from now on; there must be a free slot
    /// @return false if it is refused
    boolean add(int socket) throws IOException {
        int slot = freeSlot();
        int event = EventFd.open(errno);
        if (event < 0) {
            Sockets.close(errno, socket);
            service.tally().full("event of a connection: " + Errno.message(-event));
            return false;
        }
        var operations = new SocketOperations(ring, timers, slot, socket, event, one);
        var session = new EventSession(operations, exchanges.open(), service.tally());
        sessions[slot] = session;
        poll.set(slot, event);
        end = Math.max(end, slot + 1);
        session.start();
        return true;
    }

    /// Submits what was posted and waits until an event is signalled.
    void await() throws IOException {
        ring.submit(0);
        poll.await(end, -1);
    }

    /// True if the last wait was ended by the wake-up event.
    boolean wokenUp() {
        return poll.readable(WAKE_UP);
    }

    /// Takes the results and goes on with every connection whose event is signalled.
    ///
    /// @return connections that have gone
    int serve() throws IOException {
        takeResults();
        int gone = 0;
        for (int slot = WAKE_UP + 1; slot < end; slot++) {
            var session = sessions[slot];
            if (session != null && poll.readable(slot)) {
                EventFd.reset(errno, session.event(), counter);
                if (!session.proceed()) {
                    remove(slot, session);
                    gone++;
                }
            }
        }
        return gone;
    }

    /// Ends every connection, and the ring once the kernel has let go of their buffers.
    @Override
    public void close() throws IOException {
        try (ring) {
            for (var session : sessions) {
                if (session != null) {
                    // A receive that a cancelled send starts must end by itself.
                    Sockets.shutdown(errno, session.socket());
                }
            }
            ring.cancelAll();
            for (int slot = WAKE_UP + 1; slot < end; slot++) {
                var session = sessions[slot];
                if (session != null) {
                    remove(slot, session);
                }
            }
        }
    }

    private void takeResults() throws IOException {
        while (ring.take()) {
            if (ring.userData() == IoUring.SILENT) {
                Errno.check("signal of an event", ring.result());
            }
            var session = sessions[SocketOperations.slot(ring.userData())];
            if (session != null) {
                session.completed(SocketOperations.operation(ring.userData()), ring.result());
            }
        }
    }

    /// Nothing is posted for the session: its last event came after its last completion.
    private void remove(int slot, EventSession session) {
        sessions[slot] = null;
        poll.set(slot, NO_DESCRIPTOR);
        session.release();
        Sockets.close(errno, session.socket());
        Sockets.close(errno, session.event());
    }

    private int freeSlot() {
        int slot = WAKE_UP + 1;
        while (sessions[slot] != null) {
            slot++;
        }
        return slot;
    }
}
