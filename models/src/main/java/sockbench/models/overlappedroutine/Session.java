package sockbench.models.overlappedroutine;

import sockbench.api.Tally;
import sockbench.linux.ExchangeAddress;
import sockbench.protocol.Exchange;

import java.io.IOException;

/// One connection: receive, then send, then receive again; each is posted by the routine of the one
/// before.
final class Session {
    private final Alertable thread;
    private final int slot;
    private final Exchange exchange;
    private final ExchangeAddress address;
    private final Tally tally;
    private final Overlapped overlapped;
    private final Routine received = this::received;
    private final Routine sent = this::sent;
    private int room;

    /// @param slot of the accepted connection, owned by this from now on
    Session(Alertable thread, int slot, Exchange exchange, Tally tally) {
        this.thread = thread;
        this.slot = slot;
        this.exchange = exchange;
        this.tally = tally;
        address = new ExchangeAddress(exchange);
        overlapped = thread.overlapped();
    }

    void start() throws IOException {
        tally.opened();
        receive(true);
    }

    private void receive(boolean expected) throws IOException {
        room = exchange.freeBytes();
        thread.receive(slot, address.free(), room, expected, overlapped, received);
    }

    private void received(int result) throws IOException {
        if (result <= 0) {
            close();
            return;
        }
        tally.answered(exchange.received(result));
        if (exchange.unsentBytes() > 0) {
            thread.send(slot, address.unsent(), exchange.unsentBytes(), overlapped, sent);
        } else {
            receive(result == room);
        }
    }

    private void sent(int result) throws IOException {
        if (result < exchange.unsentBytes()) {
            close();
            return;
        }
        boolean full = exchange.freeBytes() == 0;
        exchange.sent(result);
        receive(full);
    }

    private void close() throws IOException {
        tally.closed();
        exchange.release();
        thread.close(slot, overlapped, closed -> thread.release(overlapped));
    }
}
