package sockbench.models.overlappedevent;

import sockbench.linux.uring.IoUring;
import sockbench.linux.uring.RingTimers;
import sockbench.linux.uring.Sqe;

import java.io.IOException;

/// Posts operations of one socket, each chain ending with a signal of the socket's event: a write
/// of an 8-byte 1, hard-linked, so that the signal comes after the completion is there and also
/// after a failure.
///
/// @param slot what completions are known by
/// @param one address of an 8-byte 1
record SocketOperations(
        IoUring ring, RingTimers timers, int slot, int socket, int event, long one) {
    static final int RECEIVE = 0;
    static final int SEND = 1;
    static final int PAUSE = 2;

    private static final int OPERATION_BITS = 2;
    private static final int LONGEST_CHAIN = 3;

    /// The slot that a completion is for.
    static int slot(long userData) {
        return (int) (userData >>> OPERATION_BITS);
    }

    /// Which operation has completed: [#RECEIVE], [#SEND] or [#PAUSE].
    static int operation(long userData) {
        return (int) userData & (1 << OPERATION_BITS) - 1;
    }

    void receive(long address, int bytes) throws IOException {
        ring.reserve(LONGEST_CHAIN);
        addReceive(address, bytes);
        addSignal();
    }

    void send(long address, int bytes) throws IOException {
        ring.reserve(LONGEST_CHAIN);
        addSend(address, bytes);
        addSignal();
    }

    void sendThenReceive(long unsent, int unsentBytes, long free, int freeBytes)
            throws IOException {
        ring.reserve(LONGEST_CHAIN);
        addSend(unsent, unsentBytes);
        addReceive(free, freeBytes);
        addSignal();
    }

    /// Signals the event when some time has passed.
    void pause(long nanos) throws IOException {
        ring.reserve(LONGEST_CHAIN);
        timers.fill(ring.next(), Sqe.HARDLINK, nanos, userData(PAUSE));
        addSignal();
    }

    private long userData(int operation) {
        return (long) slot << OPERATION_BITS | operation;
    }

    private void addReceive(long address, int bytes) throws IOException {
        Sqe.recvLater(ring.next(), Sqe.HARDLINK, socket, address, bytes, userData(RECEIVE));
    }

    private void addSend(long address, int bytes) throws IOException {
        Sqe.send(ring.next(), Sqe.HARDLINK, socket, address, bytes, userData(SEND));
    }

    private void addSignal() throws IOException {
        long entry = ring.next();
        Sqe.write(entry, event, one, Long.BYTES, IoUring.SILENT);
        ring.silence(entry);
    }
}
