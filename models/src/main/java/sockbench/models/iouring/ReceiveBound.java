package sockbench.models.iouring;

import sockbench.linux.uring.Sqe;
import sockbench.linux.uring.UringProbe;
import sockbench.linux.uring.UringProbe.Need;
import sockbench.protocol.Exchange;

/// How much of one connection may be in memory, and receives that keep to it.
///
/// A receive that stays armed goes on filling buffers while we are away, and one that was cancelled
/// goes on until the kernel has seen that. So it is armed for what there is room for and ends by
/// itself; nearly always before that it has completed a thousand times. A kernel that cannot be
/// told how much is asked for one buffer at a time.
///
/// @param maxUnsentBytes being sent and waiting together
/// @param bufferBytes what one completion brings at most
/// @param untilFull whether the kernel can be told how much
record ReceiveBound(int maxUnsentBytes, int bufferBytes, boolean untilFull) {
    private static final int LONGEST_PARTIAL_FRAME =
            Exchange.HEADER_BYTES + Exchange.MAX_BODY_BYTES - 1;

    /// Finds out what the kernel can be told.
    static ReceiveBound of(int maxUnsentBytes, int bufferBytes) {
        return new ReceiveBound(
                maxUnsentBytes,
                bufferBytes,
                UringProbe.unavailable(0, Need.RECEIVE_UP_TO).isEmpty());
    }

    /// What may wait: half, so that it can be sent while as much waits again, or a little more, so
    /// that there is always room for the rest of a frame.
    int waitingBytes() {
        return Math.max(maxUnsentBytes / 2, LONGEST_PARTIAL_FRAME + bufferBytes);
    }

    /// Whether there is room for what a receive brings.
    boolean hasRoom(Peer peer) {
        return limit(peer) > 0;
    }

    /// Receives no more than there is room for.
    ///
    /// @param entry to be filled
    void receive(long entry, Peer peer, long tag) {
        if (untilFull) {
            Sqe.recvUpTo(entry, Sqe.FIXED_FILE, peer.slot, 0, limit(peer), tag);
        } else {
            Sqe.recvSelecting(entry, Sqe.FIXED_FILE, peer.slot, 0, tag);
        }
    }

    /// The receive ends with the buffer that reaches the limit, which may be just short of it
    /// before.
    private int limit(Peer peer) {
        int room = Math.min(maxUnsentBytes - peer.sendingBytes, waitingBytes());
        return room - peer.waitingBytes() - bufferBytes + 1;
    }
}
