package sockbench.serving;

import org.jspecify.annotations.Nullable;

import sockbench.linux.Errno;
import sockbench.linux.EventFd;
import sockbench.linux.Native;
import sockbench.linux.Sockets;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// Sockets handed to a loop by the thread that accepts. Its event wakes the loop, also when there
/// is nothing to take but the server is closing. Thread-safe.
///
/// The loop closes it when it ends. What is handed to it afterwards is closed, and waking it does
/// nothing: its descriptor may be somebody else's by then.
public final class Inbox implements AutoCloseable {
    private final int event;
    private final Queue<Integer> sockets = new ArrayDeque<>();
    private boolean closed;

    private Inbox(int event) {
        this.event = event;
    }

    public static Inbox open() throws IOException {
        try (var arena = Arena.ofConfined()) {
            return new Inbox(Errno.check("eventfd", EventFd.open(Native.errno(arena))));
        }
    }

    /// One for each of several loops.
    ///
    /// @throws IOException if one cannot be opened; then none stays open
    public static List<Inbox> open(int count) throws IOException {
        var inboxes = new ArrayList<Inbox>();
        try {
            while (inboxes.size() < count) {
                inboxes.add(open());
            }
            return List.copyOf(inboxes);
        } catch (IOException noneLeft) {
            inboxes.forEach(Inbox::close);
            throw noneLeft;
        }
    }

    /// Readable when there is something to take or to look at.
    public int fd() {
        return event;
    }

    /// @param socket owned by this from now on
    public synchronized void hand(int socket) {
        sockets.add(socket);
        if (closed) {
            closeSockets();
        } else {
            EventFd.signal(event);
        }
    }

    public synchronized void wake() {
        if (!closed) {
            EventFd.signal(event);
        }
    }

    /// @return a socket owned by the caller; null when there is none, then the event is reset
    public synchronized @Nullable Integer take() {
        var socket = sockets.poll();
        if (socket == null && !closed) {
            EventFd.reset(event);
        }
        return socket;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            closeSockets();
            closeDescriptor(event);
        }
    }

    private void closeSockets() {
        while (!sockets.isEmpty()) {
            closeDescriptor(sockets.remove());
        }
    }

    private static void closeDescriptor(int fd) {
        try (var arena = Arena.ofConfined()) {
            Sockets.close(Native.errno(arena), fd);
        }
    }
}
