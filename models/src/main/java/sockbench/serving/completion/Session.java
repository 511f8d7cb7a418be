package sockbench.serving.completion;

import sockbench.api.Tally;
import sockbench.protocol.Exchange;
import sockbench.serving.ExchangeAddress;

import java.io.IOException;

/// One connection with one operation outstanding: receive, then send, then receive again; each is
/// posted when the one before has completed. Where a request asks for work, its wait takes the
/// place of the receive.
///
/// One thread at a time handles it. Which one may change from completion to completion, if what one
/// wrote the next sees.
public final class Session {
    /// Posts operations of one connection. Whoever takes the completion tells the session.
    public interface Operations {
        /// Ends in [Session#received].
        ///
        /// @param address of native memory
        /// @param expected whether bytes are likely to be there already
        void receive(long address, int bytes, boolean expected) throws IOException;

        /// Ends in [Session#sent]; sends all bytes or fails.
        void send(long address, int bytes) throws IOException;

        /// The calling thread is going to need a CPU for some time.
        void beginWork() throws IOException;

        /// Lets time pass: blocks the calling thread, or ends in [Session#waited].
        ///
        /// @return true if it has passed; false if it has not, or the server is closing
        boolean pause(long nanos) throws IOException;

        /// Nothing is outstanding, and the session is not used any more.
        void close() throws IOException;
    }

    /// Posts an acceptance that also receives.
    public interface FirstReceive {
        void post(long address, int bytes) throws IOException;
    }

    private final Operations operations;
    private final Exchange exchange;
    private final ExchangeAddress address;
    private final Tally tally;
    private int room;

    /// @param exchange on native memory, owned by this from now on
    public Session(Operations operations, Exchange exchange, Tally tally) {
        this.operations = operations;
        this.exchange = exchange;
        this.tally = tally;
        address = new ExchangeAddress(exchange);
        room = exchange.freeBytes();
    }

    /// The connection is there.
    public void start() throws IOException {
        tally.opened();
        receive(true);
    }

    /// The connection is yet to come, with its first bytes; [#startWith] follows.
    public void await(FirstReceive accept) throws IOException {
        accept.post(address.free(), room);
    }

    /// The connection is there, and so are its first bytes.
    public void startWith(int result) throws IOException {
        tally.opened();
        received(result);
    }

    /// @param result bytes received, 0 at the end of the stream, or a negated errno
    public void received(int result) throws IOException {
        if (result <= 0) {
            close();
            return;
        }
        tally.answered(exchange.received(result));
        proceed(result == room);
    }

    /// @param result bytes sent, or a negated errno
    public void sent(int result) throws IOException {
        if (result < exchange.unsentBytes()) {
            close();
            return;
        }
        boolean full = exchange.freeBytes() == 0;
        exchange.sent(result);
        proceed(full);
    }

    /// The time that [Operations#pause] was given has passed.
    public void waited() throws IOException {
        tally.answered(exchange.worked());
        operations.send(address.unsent(), exchange.unsentBytes());
    }

    private void proceed(boolean moreExpected) throws IOException {
        if (exchange.unsentBytes() > 0) {
            operations.send(address.unsent(), exchange.unsentBytes());
        } else if (exchange.hasWork()) {
            operations.beginWork();
            long nanos = exchange.burn();
            if (nanos == 0 || operations.pause(nanos)) {
                waited();
            }
        } else {
            receive(moreExpected);
        }
    }

    /// Gives the buffer back; nothing may be outstanding.
    public void discard() {
        exchange.release();
    }

    private void receive(boolean expected) throws IOException {
        room = exchange.freeBytes();
        operations.receive(address.free(), room, expected);
    }

    private void close() throws IOException {
        tally.closed();
        discard();
        operations.close();
    }
}
