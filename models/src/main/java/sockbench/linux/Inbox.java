package sockbench.linux;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Sockets handed to a loop by the thread that accepts. Its event wakes the loop, also when there
/// is nothing to take but the server is closing. Thread-safe, except that it is closed when no
/// thread uses it any more: a late [#wake] would write to whatever has its descriptor then.
public final class Inbox {
    private final int event;
    private final Queue<Integer> sockets = new ConcurrentLinkedQueue<>();

    private Inbox(int event) {
        this.event = event;
    }

    public static Inbox open(MemorySegment state) throws IOException {
        return new Inbox(Errno.check("eventfd", EventFd.open(state)));
    }

    /// Readable when there is something to take or to look at.
    public int fd() {
        return event;
    }

    public void hand(int socket) {
        sockets.add(socket);
        wake();
    }

    public void wake() {
        EventFd.signal(event);
    }

    /// Resets the event; everything handed before is there to [#take].
    ///
    /// @param counter 8 bytes for the event's count
    public void reset(MemorySegment state, long counter) {
        EventFd.reset(state, event, counter);
    }

    /// @return a socket owned by the caller, or null when there is none left
    public @Nullable Integer take() {
        return sockets.poll();
    }

    /// Closes the event and the sockets nobody took.
    public void close() {
        try (var arena = Arena.ofConfined()) {
            var state = Native.state(arena);
            for (Integer socket = take(); socket != null; socket = take()) {
                Sockets.close(state, socket);
            }
            Sockets.close(state, event);
        }
    }
}
