package sockbench.models.eventselect;

import sockbench.linux.Epoll;
import sockbench.linux.EpollEvents;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// The event object of one socket: an epoll instance that watches nothing else, edge-triggered.
///
///     socket changes  -->  instance readable (signalled)  -->  whatHappened (record read, reset)
final class SocketEvent implements AutoCloseable {
    private final Epoll epoll;
    private final EpollEvents record;
    private final int socket;
    private final int interest;

    private SocketEvent(Epoll epoll, EpollEvents record, int socket, int interest) {
        this.epoll = epoll;
        this.record = record;
        this.socket = socket;
        this.interest = interest | Epoll.EDGE;
    }

    /// @param record one event, may be shared by the sockets of a thread
    /// @param interest a mask of [Epoll]
    static SocketEvent open(MemorySegment errno, EpollEvents record, int socket, int interest)
            throws IOException {
        var event = new SocketEvent(Epoll.open(errno, record), record, socket, interest);
        try {
            event.epoll.watch(socket, event.interest);
            return event;
        } catch (IOException noMemory) {
            event.close();
            throw noMemory;
        }
    }

    /// What to wait for: readable while the event is signalled.
    int fd() {
        return epoll.fd();
    }

    /// Reads what happened to the socket since the last time, and resets the event.
    ///
    /// @return a mask of [Epoll]; 0 if nothing did
    int whatHappened() throws IOException {
        return epoll.await(0) == 0 ? 0 : record.mask(0);
    }

    /// Signals the event again if the socket is still ready.
    void signalAgain() throws IOException {
        epoll.rewatch(socket, interest);
    }

    @Override
    public void close() {
        epoll.close();
    }
}
