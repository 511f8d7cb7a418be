package sockbench.models.completionport;

import org.jspecify.annotations.Nullable;

import sockbench.api.Tally;
import sockbench.models.completionport.PortOperations.HandlerThreads;
import sockbench.protocol.Exchanges;
import sockbench.serving.Listeners;
import sockbench.serving.completion.Session;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;

/// The connections by slot, and the acceptances that are outstanding. Thread-safe.
final class PortSessions {
    /// Several, so that a burst of connections does not wait for one thread to post one acceptance
    /// after the other.
    private static final int ACCEPTANCES = 16;

    /// So many silent clients keep everybody else out.
    private static final int ACCEPTANCES_WITH_DATA = 256;

    private final CompletionPort port;
    private final int listener;
    private final boolean withData;
    private final int acceptances;
    private final Exchanges exchanges;
    private final HandlerThreads threads;
    private final Tally tally;
    private final @Nullable Session[] bySlot;
    private final Deque<Integer> freeSlots = new ArrayDeque<>();
    private int accepting;

    /// @param withData whether a connection is accepted together with its first bytes
    /// @param slots how many connections there can be
    /// @param exchanges thread-safe
    /// @param threads that handle the packets
    PortSessions(
            CompletionPort port,
            int listener,
            boolean withData,
            int slots,
            Exchanges exchanges,
            HandlerThreads threads,
            Tally tally) {
        this.port = port;
        this.listener = listener;
        this.withData = withData;
        this.acceptances = withData ? ACCEPTANCES_WITH_DATA : ACCEPTANCES;
        this.exchanges = exchanges;
        this.threads = threads;
        this.tally = tally;
        bySlot = new @Nullable Session[slots];
        IntStream.range(0, slots).forEach(freeSlots::add);
    }

    /// Posts acceptances until enough are outstanding or no slot is free.
    synchronized void accept() throws IOException {
        while (accepting < acceptances && !freeSlots.isEmpty()) {
            accepting++;
            int slot = freeSlots.pop();
            if (withData) {
                open(slot)
                        .await((address, bytes) ->
                                port.acceptWithData(listener, slot, address, bytes));
            } else {
                port.accept(listener, slot, Key.of(Key.ACCEPT, slot));
            }
        }
        if (accepting == 0) {
            tally.full("no slot left in the ring's table of descriptors");
        }
    }

    /// Goes on with the connection that a packet is about.
    void handle(long key, int result) throws IOException {
        int slot = Key.slot(key);
        switch (Key.operation(key)) {
            case Key.RECEIVE -> find(slot).received(result);
            case Key.SEND -> find(slot).sent(result);
            case Key.ACCEPT -> accepted(slot, result);
            case Key.ACCEPT_WITH_DATA -> acceptedWithData(slot, result);
            case Key.CLOSE -> free(slot);
            default -> throw new IllegalStateException("packet about nothing: " + key);
        }
    }

    private void accepted(int slot, int result) throws IOException {
        acceptanceEnded();
        if (result < 0) {
            Listeners.checkAccepted(result, tally);
            if (withData) {
                find(slot).discard();
            }
            free(slot);
        } else {
            open(slot).start();
            accept();
        }
    }

    private void acceptedWithData(int slot, int result) throws IOException {
        acceptanceEnded();
        find(slot).startWith(result);
        accept();
    }

    private synchronized void acceptanceEnded() {
        accepting--;
    }

    private Session open(int slot) {
        var session = new Session(new PortOperations(port, slot, threads), exchanges.open(), tally);
        bySlot[slot] = session;
        return session;
    }

    private Session find(int slot) {
        var session = bySlot[slot];
        if (session == null) {
            throw new IllegalStateException("packet for slot " + slot + ", which is free");
        }
        return session;
    }

    private synchronized void free(int slot) throws IOException {
        bySlot[slot] = null;
        freeSlots.push(slot);
        accept();
    }
}
