package sockbench.load.crowd;

import org.jspecify.annotations.Nullable;

import sockbench.linux.Errno;
import sockbench.linux.Native;
import sockbench.linux.Resources;
import sockbench.linux.SocketOptions;
import sockbench.linux.Sockets;
import sockbench.linux.uring.IoUring;
import sockbench.linux.uring.Sqe;
import sockbench.linux.uring.UringProbe;
import sockbench.linux.uring.UringProbe.Need;
import sockbench.linux.uring.UringTimeout;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;

/// Connections that exist only as descriptors of one ring: the table of the process stays empty, so
/// several rings hold more than the process may have. A connection has nothing under way until it
/// is asked for something.
///
/// All calls come from the thread that opened it.
final class CrowdRing implements AutoCloseable {
    /// Fewer than an address has ephemeral ports: with half of them in use the kernel looks for a
    /// free one long.
    static final int MOST = 14_000;

    private static final int FLAGS = IoUring.SINGLE_ISSUER | IoUring.DEFER_TASKRUN;
    private static final int SUBMISSIONS = 4096;
    private static final int COMPLETIONS = 32_768;

    private final Resources resources = new Resources();
    private final MemorySegment errno;
    private final UringTimeout timeout;
    private final IoUring ring;
    private final @Nullable InetSocketAddress from;
    private final BitSet lost = new BitSet();
    private final int kind;
    private final int most;
    private int count;

    /// @param from where its connections come from; null leaves it to the system
    CrowdRing(@Nullable InetSocketAddress from) throws IOException {
        this(from, Sqe.FIXED_FILE);
    }

    /// For connections that are descriptors of the process: each stands where others have a slot,
    /// and is its owner's to open and to close.
    static CrowdRing ofDescriptors() throws IOException {
        return new CrowdRing(null, 0);
    }

    private CrowdRing(@Nullable InetSocketAddress from, int kind) throws IOException {
        this.from = from;
        this.kind = kind;
        var arena = Arena.ofConfined();
        resources.add(arena::close);
        try {
            errno = Native.errno(arena);
            timeout = new UringTimeout(arena);
            ring = IoUring.openHere(errno, SUBMISSIONS, COMPLETIONS, FLAGS);
            resources.add(ring::close);
            most = kind == Sqe.FIXED_FILE ? Math.min(MOST, ring.openSlots()) : 0;
        } catch (IOException unavailable) {
            resources.close();
            throw unavailable;
        }
    }

    /// Why it cannot be used here; empty if it can.
    static Optional<String> unavailable() {
        return UringProbe.unavailable(FLAGS, Need.SLOTS, Need.SEND, Need.CANCEL_ALL);
    }

    /// Connections that it has room for: the same for all rings of a process.
    int most() {
        return most;
    }

    int count() {
        return count;
    }

    /// Opens one more connection.
    ///
    /// @param patience how long the server's backlog may be full
    void connect(InetSocketAddress server, Duration patience) throws IOException {
        int socket = Sockets.connect(errno, from, server, patience);
        try {
            Errno.check("SO_LINGER", SocketOptions.resetOnClose(errno, socket));
            ring.fillSlot(count, socket);
        } finally {
            Sockets.close(errno, socket);
        }
        count++;
    }

    /// Whether a connection has ended, or owes an answer for good.
    boolean isLost(int slot) {
        return lost.get(slot);
    }

    void lose(int slot) {
        lost.set(slot);
    }

    /// Sends and receives; nothing happens before [#turn].
    ///
    /// @param id what the completion of the receive is known by, 0 or greater
    void exchange(int slot, long request, long answer, int bytes, long id) throws IOException {
        long entry = ring.next();
        Sqe.send(entry, kind, slot, request, bytes, 0);
        ring.silence(entry);
        receive(slot, answer, bytes, id);
    }

    void receive(int slot, long address, int bytes, long id) throws IOException {
        Sqe.recvLater(ring.next(), kind, slot, address, bytes, id);
    }

    /// Whether one more exchange can be prepared without a system call.
    boolean hasRoom() {
        return ring.unsubmitted() + 2 <= SUBMISSIONS;
    }

    /// Hands over what was prepared and waits until something is complete, or time is up.
    void turn(long nanos) throws IOException {
        ring.submitFor(timeout, nanos);
    }

    /// Takes a completed receive.
    ///
    /// @return false if there is none
    boolean take() {
        // A send that failed is told apart by its receive.
        while (ring.take()) {
            if (ring.userData() >= 0) {
                return true;
            }
        }
        return false;
    }

    int id() {
        return (int) ring.userData();
    }

    /// Bytes received, 0 at the end of the stream, or a negated errno.
    int result() {
        return ring.result();
    }

    /// Gives up whatever is under way.
    void giveUp() throws IOException {
        ring.cancelAll();
    }

    /// Resets all connections.
    @Override
    public void close() {
        resources.close();
    }
}
