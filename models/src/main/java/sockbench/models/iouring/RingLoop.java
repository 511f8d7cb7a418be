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
import sockbench.linux.uring.RingTimers;
import sockbench.linux.uring.Sqe;
import sockbench.protocol.Handler;
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
    static final int BUFFER_BYTES = 65_600;

    private static final int BUFFERS = 1024;

    private final Tally tally;
    private final int listener;
    private final int wake;
    private final Resources resources = new Resources();
    private final IoUring ring;
    private final BufferRing buffers;
    private final Chunks chunks;
    private final ReceiveBound bound;
    private final PeerOperations operations;
    private final Answerer answerer;
    private @Nullable Peer[] peers = new @Nullable Peer[256];
    private int connections;

    /// @param flags of the ring
    /// @param handler does the work that requests ask for; null if they ask for none
    RingLoop(
            RingServer.Shared shared,
            int listener,
            int flags,
            ReceiveBound bound,
            @Nullable Handler handler)
            throws IOException {
        tally = shared.tally();
        wake = shared.wake();
        this.listener = listener;
        this.bound = bound;
        answerer = new Answerer(tally, handler);
        var errno = Native.errno(shared.arena());
        chunks = new Chunks(errno, bound.waitingBytes());
        resources.add(chunks::close);
        try {
            ring = IoUring.open(errno, SUBMISSIONS, COMPLETIONS, flags | IoUring.DISABLED);
            resources.add(ring::close);
            ring.openSlots();
            buffers = BufferRing.open(ring, 0, BUFFERS, BUFFER_BYTES);
            resources.add(buffers::close);
        } catch (IOException unavailable) {
            resources.close();
            throw unavailable;
        }
        var timers = new RingTimers(shared.arena(), SUBMISSIONS);
        operations = new PeerOperations(ring, timers, bound);
    }

    @Override
    public void run(ServerThreads threads) throws IOException {
        try {
            ring.enable();
            accept();
            Sqe.awaitReadable(ring.next(), wake, Tag.of(Tag.WAKE, 0));
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

    private void completed(long tag, int result, int flags) throws IOException {
        int slot = Tag.slot(tag);
        switch (Tag.operation(tag)) {
            case Tag.RECEIVE -> received(peer(slot), result, flags);
            case Tag.SEND -> sent(peer(slot), result);
            case Tag.PAUSE -> paused(peer(slot), result);
            case Tag.ACCEPT -> accepted(result, flags);
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
            connections++;
            operations.receive(peer);
        } else {
            Listeners.checkAccepted(result, tally);
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
            lookForReset(peer, flags);
        }
        if (result == 0) {
            peer.ended = true;
        } else if (result == -Errno.ENOBUFS) {
            buffers.offerMoreFor(connections);
        } else if (result < 0 && result != -Errno.ECANCELED) {
            peer.gone = true;
        }
        settle(peer);
    }

    private void sent(Peer peer, int result) throws IOException {
        boolean failed = result < peer.sendingBytes;
        peer.sending = false;
        peer.sendingBytes = 0;
        if (peer.lent != Peer.NONE) {
            buffers.giveBack(peer.lent);
            peer.lent = Peer.NONE;
        }
        var outbox = peer.outbox;
        if (outbox != null) {
            chunks.release(outbox);
            peer.outbox = null;
        }
        if (failed) {
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
            answered = answerer.answer(buffers.bytes(), from, from + count);
        }
        if (answered < from + count && !peer.gone) {
            keep(peer, buffers.bytes(), answered, from + count - answered);
        }
        if (answered > from) {
            peer.lent = buffer;
            operations.send(peer, buffers.address(buffer), answered - from);
        } else {
            buffers.giveBack(buffer);
            answerInbox(peer);
        }
    }

    /// A receive that goes on may miss a reset that came right behind the bytes. Sending fails
    /// then, even of nothing, so where no answer is to be sent that is.
    private void lookForReset(Peer peer, int flags) throws IOException {
        if (Cqe.more(flags) && Cqe.emptied(flags) && !peer.sending && !peer.gone) {
            operations.send(peer, 0, 0);
        }
    }

    private void paused(Peer peer, int result) throws IOException {
        if (result != -Errno.ETIME && !peer.awaking) {
            Errno.check("io_uring timeout", result);
        }
        peer.pausing = false;
        peer.worked = true;
        answerInbox(peer);
        settle(peer);
    }

    private void answerInbox(Peer peer) throws IOException {
        var inbox = peer.inbox;
        if (inbox == null || peer.sending || peer.pausing || peer.gone) {
            return;
        }
        int answered = answer(peer, inbox);
        if (answered > 0) {
            peer.outbox = inbox;
            peer.inbox = null;
            if (answered < inbox.filled()) {
                keep(peer, inbox.bytes(), answered, inbox.filled() - answered);
            }
            operations.send(peer, inbox.address(), answered);
        }
    }

    /// Does the work that the first request asks for, or begins it.
    ///
    /// @return where the last answer ends; 0 if there is none, or it has to wait
    private int answer(Peer peer, Chunk inbox) throws IOException {
        long nanos = peer.worked ? 0 : answerer.burn(inbox);
        peer.worked = false;
        if (nanos > 0) {
            operations.pause(peer, nanos);
            return 0;
        }
        return nanos == 0
                ? answerer.worked(inbox)
                : answerer.answer(inbox.bytes(), 0, inbox.filled());
    }

    private void keep(Peer peer, ByteBuffer source, int from, int count) throws IOException {
        var inbox = peer.inbox;
        if (inbox == null) {
            inbox = chunks.take();
            peer.inbox = inbox;
        }
        inbox.append(source, from, count);
    }

    /// Goes on receiving if there is room, or closes, as the connection's state asks.
    private void settle(Peer peer) throws IOException {
        if (peer.finished()) {
            if (peer.receiving) {
                operations.stopReceiving(peer);
            } else if (peer.pausing) {
                operations.stopPausing(peer);
            } else if (!peer.sending) {
                close(peer);
            }
        } else if (!peer.receiving && !peer.ended && bound.hasRoom(peer)) {
            operations.receive(peer);
        }
    }

    private void accept() throws IOException {
        Sqe.acceptMany(ring.next(), listener, Tag.of(Tag.ACCEPT, 0));
    }

    private void close(Peer peer) throws IOException {
        var inbox = peer.inbox;
        if (inbox != null) {
            chunks.release(inbox);
        }
        peers[peer.slot] = null;
        tally.closed();
        connections--;
        chunks.trim(connections);
        operations.close(peer);
    }

    private Peer peer(int slot) {
        var peer = peers[slot];
        if (peer == null) {
            throw new IllegalStateException("completion for slot " + slot + ", which is free");
        }
        return peer;
    }
}
