package sockbench.serving.readiness;

import sockbench.api.Tally;
import sockbench.linux.Epoll;
import sockbench.linux.Errno;
import sockbench.linux.Sockets;
import sockbench.protocol.Exchange;
import sockbench.serving.ExchangeAddress;
import sockbench.serving.Timers;

import java.lang.foreign.MemorySegment;

/// A non-blocking socket and its [Exchange]: what every readiness model does once it knows that a
/// socket is ready. The models are left with what tells them apart: who waits on what.
///
///     readable --> receive --> OPEN: all answered, wait until it is readable
///                          --> MORE: its turn is over but not its bytes, let others go first
///                          --> BLOCKED: replies are unsent, wait until it is writable, read nothing
///     writable --> resume  --> OPEN, BLOCKED or WAITING
///     due      --> worked  --> any of them
///                          --> WAITING: a request waits in the loop's timers, read nothing
///     any of them          --> CLOSED: the peer has gone, close it
///
/// Allocates nothing per request. Not thread-safe.
public final class Connection {
    /// What to wait for next.
    public enum State {
        OPEN,
        MORE,
        WAITING,
        BLOCKED,
        CLOSED
    }

    /// Full buffers received in one turn. Without a bound a peer that sends as fast as it is
    /// answered would keep the loop to itself.
    private static final int BUFFERS_PER_TURN = 32;

    private final MemorySegment errno;
    private final int fd;
    private final Exchange exchange;
    private final Tally tally;
    private final ExchangeAddress address;
    private final Timers<Connection> timers;
    private boolean waiting;
    private boolean unread; // while waiting: the socket may have something
    private int watched = Epoll.IN;

    Connection(
            MemorySegment errno,
            int fd,
            Exchange exchange,
            Tally tally,
            Timers<Connection> timers) {
        this.errno = errno;
        this.fd = fd;
        this.exchange = exchange;
        this.tally = tally;
        this.timers = timers;
        this.address = new ExchangeAddress(exchange);
    }

    public int fd() {
        return fd;
    }

    /// True while replies are unsent: the last call gave [State#BLOCKED].
    public boolean blocked() {
        return exchange.unsentBytes() > 0;
    }

    /// True while a request waits: the last call gave [State#WAITING].
    public boolean waiting() {
        return waiting;
    }

    /// What a level-triggered loop has the kernel watch for; at first, that the socket is readable.
    ///
    /// @return a mask of [Epoll]
    public int watched() {
        return watched;
    }

    /// Takes note that the loop has the kernel watch for something else.
    public void watched(int mask) {
        watched = mask;
    }

    /// Receives and answers until a short read says that the socket was emptied. For
    /// level-triggered waits, and wherever an end of the stream is reported by itself.
    public State receive() {
        return receive(false);
    }

    /// Receives and answers until the socket says that it is empty. For edges that may have been
    /// missed: a short read leaves open whether the stream has ended.
    public State receiveToTheEnd() {
        return receive(true);
    }

    /// Sends what is unsent, then does the work that the next request asks for.
    public State resume() {
        if (waiting) {
            unread = true;
            return State.WAITING;
        }
        var state = sendReplies();
        while (state == State.OPEN && exchange.hasWork()) {
            long nanos = exchange.burn();
            if (nanos > 0) {
                waiting = true;
                unread = true;
                timers.add(this, nanos);
                return State.WAITING;
            }
            tally.answered(exchange.worked());
            state = sendReplies();
        }
        return state;
    }

    /// Answers the request that waited, now that it is due, and goes on with what came meanwhile.
    public State worked() {
        waiting = false;
        tally.answered(exchange.worked());
        var state = resume();
        return state == State.OPEN && unread ? receiveToTheEnd() : state;
    }

    private State sendReplies() {
        while (exchange.unsentBytes() > 0) {
            int count = Sockets.send(errno, fd, address.unsent(), exchange.unsentBytes());
            if (count >= 0) {
                exchange.sent(count);
            } else if (count == -Errno.EAGAIN) {
                return State.BLOCKED;
            } else if (count != -Errno.EINTR) {
                return State.CLOSED;
            }
        }
        return State.OPEN;
    }

    /// Does what a level-triggered report asks for: goes on sending if replies are unsent, reads if
    /// not.
    public State ready() {
        return blocked() ? resume() : receive();
    }

    /// Does what an edge-triggered report asks for: goes on sending if replies are unsent, and
    /// reads unless the report is about room to send only.
    ///
    /// @param events a mask of [Epoll]
    public State changed(int events) {
        if (waiting) {
            unread |= (events & ~Epoll.OUT) != 0;
            return State.WAITING;
        }
        if (!blocked()) {
            if ((events & ~Epoll.OUT) == 0) {
                return State.OPEN;
            }
            return receive((events & (Epoll.RDHUP | Epoll.HUP | Epoll.ERR)) != 0);
        }
        var resumed = resume();
        // While replies were unsent nothing was read, so the edges of that time went unheeded.
        return resumed == State.OPEN ? receiveToTheEnd() : resumed;
    }

    void close() {
        if (waiting) {
            timers.forget(this);
        }
        exchange.release();
        tally.closed(); // before the peer can see the end of the stream and ask
        Sockets.close(errno, fd);
    }

    private State receive(boolean toTheEnd) {
        if (waiting) {
            unread = true;
            return State.WAITING;
        }
        for (int buffers = 0; buffers < BUFFERS_PER_TURN; buffers++) {
            int room = exchange.freeBytes();
            int count = Sockets.recv(errno, fd, address.free(), room);
            if (count == -Errno.EAGAIN) {
                return State.OPEN;
            }
            if (count == -Errno.EINTR) {
                continue;
            }
            if (count <= 0) {
                return State.CLOSED;
            }
            tally.answered(exchange.received(count));
            var sent = resume();
            boolean more = count == room || toTheEnd;
            if (sent != State.OPEN || !more) {
                unread = more;
                return sent;
            }
        }
        return State.MORE;
    }
}
