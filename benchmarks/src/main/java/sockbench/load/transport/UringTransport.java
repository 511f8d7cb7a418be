package sockbench.load.transport;

import sockbench.linux.Errno;
import sockbench.linux.Native;
import sockbench.linux.NativeMemory;
import sockbench.linux.Resources;
import sockbench.linux.SocketOptions;
import sockbench.linux.Sockets;
import sockbench.linux.uring.BufferRing;
import sockbench.linux.uring.Cqe;
import sockbench.linux.uring.IoUring;
import sockbench.linux.uring.Sqe;
import sockbench.linux.uring.UringProbe;
import sockbench.linux.uring.UringProbe.Need;
import sockbench.linux.uring.UringTimeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// One ring; a turn is one system call that hands over all requests collected since the last and
/// waits for answers, which the kernel puts into buffers of its choice. Connections are registered
/// descriptors.
public final class UringTransport implements Transport {
    private static final int FLAGS = IoUring.SINGLE_ISSUER | IoUring.DEFER_TASKRUN;
    private static final int SUBMISSIONS = 1024;
    private static final int COMPLETIONS = 8192;

    /// A whole large answer each.
    private static final int BUFFER_BYTES = 65_600;

    private static final int BUFFERS = 1024;
    private static final long SEND = 1L << Integer.SIZE;

    /// A server that was delayed answers in a burst; handled in one go, it would make the generator
    /// late by a millisecond.
    private static final int MOST_PER_TURN = 64;

    private final Resources resources = new Resources();
    private final MemorySegment errno;
    private final UringTimeout timeout;
    private final IoUring ring;
    private final BufferRing buffers;
    private final Sentinel sentinel;
    private final Conversation[] conversations;
    private final long[] outgoing;

    /// Bytes on their way, by connection; 0 if its buffer may be touched.
    private final int[] sending;

    /// Connections whose requests are in the ring and not handed over, from 0 on.
    private final int[] waiting;

    private int waitingCount;

    private UringTransport(List<Conversation> conversations, Sentinel sentinel) throws IOException {
        int count = conversations.size();
        this.sentinel = sentinel;
        this.conversations = conversations.toArray(Conversation[]::new);
        outgoing =
                conversations.stream()
                        .mapToLong(each -> NativeMemory.address(each.outgoing().duplicate()))
                        .toArray();
        sending = new int[count];
        waiting = new int[count];
        var arena = Arena.ofConfined();
        resources.add(arena::close);
        try {
            errno = Native.errno(arena);
            timeout = new UringTimeout(arena);
            ring = IoUring.openHere(errno, SUBMISSIONS, COMPLETIONS, FLAGS);
            resources.add(ring::close);
            int slots = ring.openSlots();
            if (slots < count) {
                throw new IOException(
                        "connections must be at most %d, the limit of open files, was %d"
                                .formatted(slots, count));
            }
            buffers = BufferRing.open(ring, 0, BUFFERS, BUFFER_BYTES);
            resources.add(buffers::close);
        } catch (IOException unavailable) {
            resources.close();
            throw unavailable;
        }
    }

    /// Why it cannot be used here; empty if it can.
    public static Optional<String> unavailable() {
        return UringProbe.unavailable(
                FLAGS, Need.SLOTS, Need.BUFFERS, Need.RECEIVE_MANY, Need.SEND, Need.CANCEL_ALL);
    }

    static UringTransport open(
            InetSocketAddress server, List<Conversation> conversations, Sentinel sentinel)
            throws IOException {
        var transport = new UringTransport(conversations, sentinel);
        try {
            for (int slot = 0; slot < conversations.size(); slot++) {
                transport.connect(server, slot);
            }
            return transport;
        } catch (IOException refused) {
            transport.close();
            throw refused;
        }
    }

    private void connect(InetSocketAddress server, int slot) throws IOException {
        int number = conversations[slot].number();
        try {
            int socket = Sockets.connect(errno, SourceAddress.of(server, number), server);
            try {
                Errno.check("SO_LINGER", SocketOptions.resetOnClose(errno, socket));
                ring.fillSlot(slot, socket);
            } finally {
                Sockets.close(errno, socket);
            }
        } catch (IOException refused) {
            throw new IOException(
                    "connection %d to %s: %s".formatted(number, server, refused.getMessage()),
                    refused);
        }
        receive(slot);
    }

    /// Puts requests into the ring. They are not sent yet: [#stampWaiting] says when.
    @Override
    public void send(Conversation conversation) {
        int slot = conversation.number() - conversations[0].number();
        if (sending[slot] == 0 && conversation.stage()) {
            var bytes = conversation.outgoing();
            sending[slot] = bytes.remaining();
            long address = outgoing[slot] + bytes.position();
            try {
                Sqe.send(next(), Sqe.FIXED_FILE, slot, address, sending[slot], SEND | slot);
            } catch (IOException cannotSubmit) {
                throw new UncheckedIOException(cannotSubmit);
            }
            waiting[waitingCount++] = slot;
        }
    }

    @Override
    public boolean turn(long timeoutNanos) throws IOException {
        long entering = System.nanoTime();
        stampWaiting(entering);
        sentinel.entering(entering, timeoutNanos);
        ring.submitFor(timeout, timeoutNanos);
        sentinel.woke(System.nanoTime());
        for (int i = 0; i < MOST_PER_TURN && ring.take(); i++) {
            completed(ring.userData(), ring.result(), ring.flags());
        }
        buffers.publish();
        return ring.ready();
    }

    /// A request is sent when the kernel is given it: one reading of the clock, right before the
    /// system call that hands over all that were collected. So the time in which the generator
    /// handled what came before is no part of a service time. It is not lost: it is in the send
    /// lag, and in a closed loop in [LoadResult#heldBackNanos].
    private void stampWaiting(long now) {
        for (int i = 0; i < waitingCount; i++) {
            conversations[waiting[i]].sending(now);
        }
        waitingCount = 0;
    }

    /// A ring that is full hands over before there is a next entry.
    private long next() throws IOException {
        if (ring.unsubmitted() == SUBMISSIONS) {
            stampWaiting(System.nanoTime());
        }
        return ring.next();
    }

    @Override
    public void close() throws IOException {
        try {
            ring.cancelAll();
        } finally {
            resources.close();
        }
    }

    private void completed(long id, int result, int flags) throws IOException {
        int slot = (int) id;
        if ((id & SEND) != 0) {
            sent(slot, result);
        } else {
            received(slot, result, flags);
        }
    }

    private void sent(int slot, int result) {
        var conversation = conversations[slot];
        if (result < sending[slot]) {
            throw conversation.gone(result < 0 ? Errno.message(-result) : "cannot send");
        }
        var bytes = conversation.outgoing();
        bytes.position(bytes.position() + result);
        conversation.taken();
        sending[slot] = 0;
        // Requests may have been asked for meanwhile.
        send(conversation);
    }

    private void received(int slot, int result, int flags) throws IOException {
        var conversation = conversations[slot];
        if (result > 0) {
            int buffer = Cqe.buffer(flags);
            long address = buffers.address(buffer);
            buffers.taken();
            conversation.received(Native.MEMORY, address, address + result, System.nanoTime());
            buffers.giveBack(buffer);
        } else if (result == -Errno.ENOBUFS) {
            buffers.offerMore();
        } else {
            throw conversation.gone(result == 0 ? "closed by the server" : Errno.message(-result));
        }
        if (!Cqe.more(flags)) {
            receive(slot);
        }
    }

    private void receive(int slot) throws IOException {
        Sqe.recvMany(next(), Sqe.FIXED_FILE, slot, 0, slot);
    }
}
