package sockbench.serving;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// The sockets of one thread that can wait for 64 events at most: one to wake it up and 63 of
/// sockets. The thread ends when the last of them has gone. Admitting and waking are for any
/// thread, the rest is for its own.
public final class SocketGroup implements AutoCloseable {
    /// As many as `MAXIMUM_WAIT_OBJECTS` of Windows.
    public static final int EVENTS = 64;

    /// Sockets there is room for.
    public static final int SOCKETS = EVENTS - 1;

    private final Inbox inbox;
    private int members;
    private boolean ended;

    private SocketGroup(Inbox inbox) {
        this.inbox = inbox;
    }

    static SocketGroup open() throws IOException {
        return new SocketGroup(Inbox.open());
    }

    /// @param socket owned by the group from now on
    /// @return false if there is no room, or the thread is ending
    synchronized boolean admit(int socket) {
        if (ended || members == SOCKETS) {
            return false;
        }
        members++;
        inbox.hand(socket);
        return true;
    }

    void wake() {
        inbox.wake();
    }

    /// The descriptor of the event that wakes the thread: readable when there is a socket to take
    /// or the server is closing.
    public int wakeUp() {
        return inbox.fd();
    }

    /// @return a socket owned by the caller; null when there is none, then the event is reset
    public @Nullable Integer take() {
        return inbox.take();
    }

    /// Makes room where sockets have gone.
    public synchronized void leave(int gone) {
        members -= gone;
        ended = members == 0;
    }

    /// True once the last socket has gone: nobody will be admitted.
    public synchronized boolean ended() {
        return ended;
    }

    /// Closes the event, and the sockets nobody took.
    @Override
    public void close() {
        inbox.close();
    }
}
