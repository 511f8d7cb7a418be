package sockbench.models.iouring;

import org.jspecify.annotations.Nullable;

/// One connection of a [RingLoop]: what the kernel is doing for it, and bytes that wait.
///
///     receive ──▶ provided buffer ──▶ answered in place ──▶ send               nothing waits
///                        └─▶ inbox ──▶ answered in place ──▶ outbox ──▶ send   a send is on its way
///
/// Four states, each on its own:
///
///     receiving   idle ──arm──▶ receiving ──cancel──▶ receiving, cancelling ──last completion──▶ idle
///     sending     idle ──send──▶ sending ──completion──▶ idle
///     pausing     idle ──pause──▶ pausing ──completion──▶ idle         before an answer, where a request asks for it
///     end         open ──0 received──▶ ended ──▶ gone        open ──error──▶ gone
///
/// It is closed when it is gone, or has ended and sends nothing and no request waits, and nothing is received any more.
/// Its slot is used again only after its last completion.
final class Peer {
    static final int NONE = -1;

    /// Index of its registered descriptor.
    final int slot;

    /// A receive is armed; `cancelling` if it has been told to end.
    boolean receiving;

    boolean cancelling;
    boolean sending;

    /// 0 while nothing is sent.
    int sendingBytes;

    /// The provided buffer that is being sent from, or [#NONE].
    int lent = NONE;

    /// A request waits before it is answered; `awaking` if that has been cut short.
    boolean pausing;

    boolean awaking;

    /// The work that the first request of the inbox asks for is done.
    boolean worked;

    /// Received, not answered: begins with a frame. Null when empty.
    @Nullable Chunk inbox;

    /// Being sent. Null when the send is from a provided buffer or there is none.
    @Nullable Chunk outbox;

    /// Nothing more will be received: the peer has ended its stream.
    boolean ended;

    /// The connection failed.
    boolean gone;

    Peer(int slot) {
        this.slot = slot;
    }

    int waitingBytes() {
        var waiting = inbox;
        return waiting == null ? 0 : waiting.filled();
    }

    /// Whether all that is left to do is to close it, once the kernel has let go of it.
    boolean finished() {
        return gone || (ended && !sending && !pausing);
    }
}
