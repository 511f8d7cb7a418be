package sockbench.models.iouring;

import org.jspecify.annotations.Nullable;

import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.linux.Errno;
import sockbench.linux.Native;
import sockbench.linux.Resources;
import sockbench.linux.uring.BufferRing;
import sockbench.linux.uring.Cqe;
import sockbench.linux.uring.IoUring;
import sockbench.linux.uring.Sqe;
import sockbench.protocol.Frames;
import sockbench.serving.Listeners;
import sockbench.serving.completion.RingServer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// One ring, its thread, its listener and its connections. Each turn is one `io_uring_enter`: hand
/// over all that the last completions led to, wait, take all that has completed.
///
/// Connections are registered descriptors: they exist in the ring only, and using one costs no
/// reference count.
final class RingLoop implements RingServer.RingThread {
    private static final int SUBMISSIONS = 1024;
    private static final int COMPLETIONS = 8192;

    /// A whole large frame, so that it is answered where it lies. Small ones touch one page of it.
    private static final int BUFFER_BYTES = 65_600;

    private static final int BUFFERS = 1024;

    /// Requests waiting behind unsent replies: above the first no more are received, below the
    /// second again.
    private static final int HIGH_WATER_BYTES = 256 * 1024;

    private static final int LOW_WATER_BYTES = 64 * 1024;

    private static final int ACCEPT = 0;
    private static final int RECEIVE = 1;
    private static final int SEND = 2;
    private static final int CANCEL = 3;
    private static final int CLOSE = 4;
    private static final int WAKE = 5;

    private final Tally tally;
    private final int listener;
    private final int wake;
    private final Resources resources = new Resources();
    private final IoUring ring;
    private final BufferRing buffers;
    private final Chunks chunks;
    private @Nullable Peer[] peers = new @Nullable Peer[256];

    /// @param flags of the ring
    RingLoop(RingServer.Shared shared, int listener, int flags) throws IOException {
        tally = shared.tally();
        wake = shared.wake();
        this.listener = listener;
        chunks = new Chunks(shared.arena());
        try {
            var errno = Native.errno(shared.arena());
            ring = IoUring.open(errno, SUBMISSIONS, COMPLETIONS, flags | IoUring.DISABLED);
            resources.add(ring::close);
            ring.openSlots();
            buffers = BufferRing.open(ring, 0, BUFFERS, BUFFER_BYTES);
            resources.add(buffers::close);
        } catch (IOException unavailable) {
            resources.close();
            throw unavailable;
        }
    }

    @Override
    public void run(ServerThreads threads) throws IOException {
        try {
            ring.enable();
            accept();
            Sqe.awaitReadable(ring.next(), wake, id(WAKE, 0));
            while (!threads.closing()) {
                ring.submit(1);
                while (ring.take()) {
                    completed(ring.userData(), ring.result(), ring.flags());
                }
                buffers.publish();
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

    private void completed(long id, int result, int flags) throws IOException {
        int slot = (int) id;
        switch ((int) (id >>> Integer.SIZE)) {
            case RECEIVE -> received(peer(slot), result, flags);
            case SEND -> sent(peer(slot), result);
            case ACCEPT -> accepted(result, flags);
            default -> {} // a cancelled receive reports itself, nothing depends on a close, closing
                // is looked at anyway
        }
    }

    private void accepted(int result, int flags) throws IOException {
        if (result >= 0) {
            if (result >= peers.length) {
                peers = Arrays.copyOf(peers, Math.max(result + 1, 2 * peers.length));
            }
            var peer = new Peer(result);
            peers[result] = peer;
            tally.opened();
            receive(peer);
        } else {
            Listeners.checkAccepted(result);
        }
        if (!Cqe.more(flags)) {
            accept();
        }
    }

    private void received(Peer peer, int result, int flags) throws IOException {
        if (!Cqe.more(flags)) {
            peer.receiving = false;
            peer.cancelling = false;
        }
        if (Cqe.hasBuffer(flags)) {
            buffers.taken();
            take(peer, Cqe.buffer(flags), Math.max(result, 0));
        }
        if (result == 0) {
            peer.ended = true;
        } else if (result == -Errno.ENOBUFS) {
            buffers.offerMore();
        } else if (result < 0 && result != -Errno.ECANCELED) {
            peer.gone = true;
        }
        settle(peer);
    }

    private void sent(Peer peer, int result) throws IOException {
        peer.sending = false;
        if (peer.lent != Peer.NONE) {
            buffers.giveBack(peer.lent);
            peer.lent = Peer.NONE;
        }
        var outbox = peer.outbox;
        if (outbox != null) {
            chunks.release(outbox);
            peer.outbox = null;
        }
        if (result < peer.sendingBytes) {
            peer.gone = true;
        } else {
            answerInbox(peer);
        }
        settle(peer);
    }

    /// Answers in the provided buffer if nothing is to be sent before, else keeps the bytes for
    /// later.
    private void take(Peer peer, int buffer, int count) throws IOException {
        int from = buffers.offset(buffer);
        int answered = from;
        if (!peer.sending && peer.inbox == null && !buffers.scarce()) {
            answered = answer(buffers.bytes(), from, from + count);
        }
        if (answered < from + count && !peer.gone) {
            keep(peer, buffers.bytes(), answered, from + count - answered);
        }
        if (answered > from) {
            peer.lent = buffer;
            send(peer, buffers.address(buffer), answered - from);
        } else {
            buffers.giveBack(buffer);
            answerInbox(peer);
        }
    }

    private void answerInbox(Peer peer) throws IOException {
        var inbox = peer.inbox;
        if (inbox == null || peer.sending || peer.gone) {
            return;
        }
        int answered = answer(inbox.bytes(), 0, inbox.filled());
        if (answered > 0) {
            peer.outbox = inbox;
            peer.inbox = null;
            if (answered < inbox.filled()) {
                keep(peer, inbox.bytes(), answered, inbox.filled() - answered);
            }
            send(peer, inbox.address(), answered);
        }
    }

    /// @return where the last complete frame ends
    private int answer(ByteBuffer bytes, int from, int limit) {
        int answered = 0;
        int start = from;
        for (int end; (end = Frames.answer(bytes, start, limit)) > start; answered++) {
            start = end;
        }
        tally.answered(answered);
        return start;
    }

    private void keep(Peer peer, ByteBuffer source, int from, int count) {
        var inbox = peer.inbox;
        peer.inbox = chunks.append(inbox == null ? chunks.take(count) : inbox, source, from, count);
    }

    /// Starts, stops or resumes receiving, or closes, as the connection's state asks.
    private void settle(Peer peer) throws IOException {
        if (peer.finished()) {
            if (peer.receiving) {
                stopReceiving(peer);
            } else if (!peer.sending) {
                close(peer);
            }
        } else if (peer.receiving) {
            if (peer.waitingBytes() > HIGH_WATER_BYTES) {
                stopReceiving(peer);
            }
        } else if (!peer.ended && (!peer.sending || peer.waitingBytes() < LOW_WATER_BYTES)) {
            receive(peer);
        }
    }

    private void accept() throws IOException {
        Sqe.acceptMany(ring.next(), listener, id(ACCEPT, 0));
    }

    private void receive(Peer peer) throws IOException {
        peer.receiving = true;
        Sqe.recvMany(ring.next(), Sqe.FIXED_FILE, peer.slot, 0, id(RECEIVE, peer.slot));
    }

    private void stopReceiving(Peer peer) throws IOException {
        if (!peer.cancelling) {
            peer.cancelling = true;
            Sqe.cancel(ring.next(), id(RECEIVE, peer.slot), id(CANCEL, peer.slot));
        }
    }

    private void send(Peer peer, long address, int bytes) throws IOException {
        peer.sending = true;
        peer.sendingBytes = bytes;
        Sqe.send(ring.next(), Sqe.FIXED_FILE, peer.slot, address, bytes, id(SEND, peer.slot));
    }

    /// The kernel is done with the connection, so the slot may have a new owner after this.
    private void close(Peer peer) throws IOException {
        var inbox = peer.inbox;
        if (inbox != null) {
            chunks.release(inbox);
        }
        peers[peer.slot] = null;
        tally.closed();
        Sqe.closeSlot(ring.next(), peer.slot, id(CLOSE, peer.slot));
    }

    private Peer peer(int slot) {
        var peer = peers[slot];
        if (peer == null) {
            throw new IllegalStateException("completion for slot " + slot + ", which is free");
        }
        return peer;
    }

    private static long id(int operation, int slot) {
        return (long) operation << Integer.SIZE | slot;
    }
}
