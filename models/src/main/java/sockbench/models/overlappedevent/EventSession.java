package sockbench.models.overlappedevent;

import sockbench.api.Tally;
import sockbench.protocol.Exchange;
import sockbench.serving.ExchangeAddress;

import java.io.IOException;

/// One connection, its event, and what is posted for it.
///
///     receive               RECV ──▶ event
///     send                  SEND ──▶ event
///     send, then receive    SEND ──▶ RECV ──▶ event        one signal for a round trip
///     wait                  TIMEOUT ──▶ event              where a request asks for it
///
/// The third while at least half of the buffer is free: the kernel fills the free end while the replies in front of it
/// may still be on their way out. The event is signalled after the last of them only.
final class EventSession {
    private static final int NOT_POSTED = Integer.MIN_VALUE;

    private final SocketOperations operations;
    private final Exchange exchange;
    private final ExchangeAddress address;
    private final Tally tally;
    private int toSend;
    private int sent = NOT_POSTED;
    private int received = NOT_POSTED;
    private int paused = NOT_POSTED;

    EventSession(SocketOperations operations, Exchange exchange, Tally tally) {
        this.operations = operations;
        this.exchange = exchange;
        this.tally = tally;
        address = new ExchangeAddress(exchange);
    }

    int socket() {
        return operations.socket();
    }

    int event() {
        return operations.event();
    }

    void start() throws IOException {
        tally.opened();
        post();
    }

    /// Keeps the result of an operation that has completed: a value or a negated errno.
    ///
    /// @param operation as [SocketOperations] numbers them
    void completed(int operation, int result) {
        switch (operation) {
            case SocketOperations.SEND -> sent = result;
            case SocketOperations.PAUSE -> paused = result;
            default -> received = result;
        }
    }

    /// Goes on after the event was signalled and the results were taken.
    ///
    /// @return false if the connection has ended; nothing is posted then
    boolean proceed() throws IOException {
        if (received > 0) {
            tally.answered(exchange.received(received));
        }
        if (sent > 0) {
            exchange.sent(sent);
        }
        if (paused != NOT_POSTED) {
            tally.answered(exchange.worked());
        }
        boolean broken = sent != NOT_POSTED && sent < toSend;
        boolean ended = received != NOT_POSTED && received <= 0;
        sent = NOT_POSTED;
        received = NOT_POSTED;
        paused = NOT_POSTED;
        if (broken || ended) {
            return false;
        }
        post();
        return true;
    }

    /// Gives back the buffer; nothing may be posted.
    void release() {
        tally.closed();
        exchange.release();
    }

    private void post() throws IOException {
        while (exchange.unsentBytes() == 0 && exchange.hasWork()) {
            long nanos = exchange.burn();
            if (nanos > 0) {
                operations.pause(nanos);
                return;
            }
            tally.answered(exchange.worked());
        }
        toSend = exchange.unsentBytes();
        int room = exchange.freeBytes();
        if (toSend == 0) {
            operations.receive(address.free(), room);
        } else if (!exchange.hasWork() && 2 * room >= exchange.bytes().capacity()) {
            operations.sendThenReceive(address.unsent(), toSend, address.free(), room);
        } else {
            operations.send(address.unsent(), toSend);
        }
    }
}
