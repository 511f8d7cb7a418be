package sockbench.models.iouring;

import sockbench.linux.uring.IoUring;
import sockbench.linux.uring.RingTimers;
import sockbench.linux.uring.Sqe;

import java.io.IOException;

/// Posts operations of peers, and keeps in each what the kernel is doing for it.
record PeerOperations(IoUring ring, RingTimers timers, ReceiveBound bound) {
    void receive(Peer peer) throws IOException {
        peer.receiving = true;
        bound.receive(ring.next(), peer, Tag.of(Tag.RECEIVE, peer.slot));
    }

    void stopReceiving(Peer peer) throws IOException {
        if (!peer.cancelling) {
            peer.cancelling = true;
            cancel(Tag.RECEIVE, peer);
        }
    }

    void send(Peer peer, long address, int bytes) throws IOException {
        peer.sending = true;
        peer.sendingBytes = bytes;
        long tag = Tag.of(Tag.SEND, peer.slot);
        Sqe.send(ring.next(), Sqe.FIXED_FILE, peer.slot, address, bytes, tag);
    }

    void pause(Peer peer, long nanos) throws IOException {
        peer.pausing = true;
        timers.fill(ring.next(), 0, nanos, Tag.of(Tag.PAUSE, peer.slot));
    }

    void stopPausing(Peer peer) throws IOException {
        if (!peer.awaking) {
            peer.awaking = true;
            cancel(Tag.PAUSE, peer);
        }
    }

    /// The kernel must be done with the peer, so the slot may have a new owner after this.
    void close(Peer peer) throws IOException {
        Sqe.closeSlot(ring.next(), peer.slot, Tag.of(Tag.CLOSE, peer.slot));
    }

    private void cancel(int operation, Peer peer) throws IOException {
        Sqe.cancel(ring.next(), Tag.of(operation, peer.slot), Tag.of(Tag.CANCEL, peer.slot));
    }
}
