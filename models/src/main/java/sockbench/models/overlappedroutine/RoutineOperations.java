package sockbench.models.overlappedroutine;

import sockbench.api.Tally;
import sockbench.protocol.Exchange;
import sockbench.serving.completion.Session;

import java.io.IOException;

/// Posts the operations of one connection; the routine of each goes on with its [Session].
final class RoutineOperations implements Session.Operations {
    private final Alertable thread;
    private final int slot;
    private final Overlapped overlapped;
    private final Session session;
    private final Routine received;
    private final Routine sent;
    private final Routine waited;

    /// @param slot of the accepted connection, owned by this from now on
    RoutineOperations(Alertable thread, int slot, Exchange exchange, Tally tally) {
        this.thread = thread;
        this.slot = slot;
        overlapped = thread.overlapped();
        session = new Session(this, exchange, tally);
        received = session::received;
        sent = session::sent;
        waited = expired -> session.waited();
    }

    void start() throws IOException {
        session.start();
    }

    @Override
    public void receive(long address, int bytes, boolean expected) throws IOException {
        thread.receive(slot, address, bytes, expected, overlapped, received);
    }

    @Override
    public void send(long address, int bytes) throws IOException {
        thread.send(slot, address, bytes, overlapped, sent);
    }

    @Override
    public void beginWork() {
        // whatever completes meanwhile has to wait for this thread
    }

    @Override
    public boolean pause(long nanos) throws IOException {
        thread.sleep(nanos, overlapped, waited);
        return false;
    }

    @Override
    public void close() throws IOException {
        thread.close(slot, overlapped, closed -> thread.release(overlapped));
    }
}
