package sockbench.models.completionport;

import sockbench.api.Tally;
import sockbench.linux.ExchangeAddress;
import sockbench.protocol.Exchange;

import java.io.IOException;

/// One connection with one operation outstanding, so that one thread at a time handles it,
/// whichever that is. What one thread wrote, the next sees: both went through the port in between.
final class Session {
    private final CompletionPort port;
    private final int slot;
    private final Exchange exchange;
    private final ExchangeAddress address;
    private final Tally tally;
    private int room;

    Session(CompletionPort port, int slot, Exchange exchange, Tally tally) {
        this.port = port;
        this.slot = slot;
        this.exchange = exchange;
        this.tally = tally;
        address = new ExchangeAddress(exchange);
        room = exchange.freeBytes();
    }

    /// Accepts with the first bytes in one operation.
    void acceptWithData(int listener) throws IOException {
        port.acceptWithData(listener, slot, address.free(), room);
    }

    /// The connection was accepted.
    void start() throws IOException {
        tally.opened();
        receive(true);
    }

    void received(int result) throws IOException {
        if (result <= 0) {
            close();
            return;
        }
        tally.answered(exchange.received(result));
        if (exchange.unsentBytes() > 0) {
            port.send(slot, address.unsent(), exchange.unsentBytes(), Key.of(Key.SEND, slot));
        } else {
            receive(result == room);
        }
    }

    void sent(int result) throws IOException {
        if (result < exchange.unsentBytes()) {
            close();
            return;
        }
        boolean full = exchange.freeBytes() == 0;
        exchange.sent(result);
        receive(full);
    }

    /// Gives the buffer back; the slot is free when the port says that it is closed.
    void discard() {
        exchange.release();
    }

    private void receive(boolean expected) throws IOException {
        room = exchange.freeBytes();
        port.receive(slot, address.free(), room, expected, Key.of(Key.RECEIVE, slot));
    }

    private void close() throws IOException {
        tally.closed();
        discard();
        port.close(slot, Key.of(Key.CLOSE, slot));
    }
}
