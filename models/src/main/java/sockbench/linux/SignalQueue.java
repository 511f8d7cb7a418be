package sockbench.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The message queue of one thread: the kernel posts a message whenever something happens to a socket
/// that reports to it (signal-driven I/O, `O_ASYNC` in `fcntl(2)`). A message is a real-time signal,
/// blocked in this thread and read through `signalfd(2)`, many at a time.
///
///     socket changes -> F_SETSIG signal to F_SETOWN_EX thread -> pending -> read(signalfd)
///                       queue full: SIGIO, of which one at most is pending -> [#LOOK_AT_ALL]
///
/// Made, read and closed by one thread; only [#lookAtAll] may be called from others.
public final class SignalQueue implements AutoCloseable {
    /// What a message is about.
    public enum What {
        /// `POLL_IN`: a connection at a listener, or bytes or the end of the stream at a socket.
        READABLE,

        /// `POLL_OUT`: room to send again.
        WRITABLE,

        /// `POLL_ERR`, `POLL_HUP`: the connection broke, or both directions have ended.
        ENDED,

        /// Messages may have been lost, or somebody asked: any socket may have changed.
        LOOK_AT_ALL
    }

    private static final int MESSAGES_PER_READ = 64;

    private final MemorySegment errno;
    private final int fd;
    private final long thread = Signals.self();
    private final long owner;
    private final SignalInfo messages;
    private final Poll poll;
    private boolean closed;

    private SignalQueue(Arena arena, MemorySegment errno, int fd) {
        this.errno = errno;
        this.fd = fd;
        this.owner = OwnerEx.thread(arena, Signals.gettid());
        this.messages = new SignalInfo(arena, MESSAGES_PER_READ);
        this.poll = new Poll(arena, errno, 1);
        poll.set(0, fd);
    }

    /// Opens a queue without blocking any signal, and closes it.
    ///
    /// @throws IOException if this machine has none
    public static void probe(MemorySegment errno) throws IOException {
        try (var arena = Arena.ofConfined()) {
            Sockets.close(errno, Errno.check("signalfd", Signals.signalfd(errno, signals(arena))));
        }
    }

    /// The queue of the calling thread, which must be one that ends after closing it: its mask of
    /// blocked signals stays changed.
    ///
    /// @param arena owner of the memory
    public static SignalQueue open(Arena arena) throws IOException {
        var errno = Native.errno(arena);
        long signals = signals(arena);
        Errno.check("pthread_sigmask", Signals.block(signals));
        return new SignalQueue(
                arena, errno, Errno.check("signalfd", Signals.signalfd(errno, signals)));
    }

    /// Makes a socket report to this queue from now on, until it is closed. What happened before
    /// raises no message: look once afterwards.
    ///
    /// @param socket must be non-blocking
    public void add(int socket) throws IOException {
        // Owner and signal first, or SIGIO would go to nobody knows whom and end the process.
        Errno.check(
                "F_SETOWN_EX",
                AnyDescriptor.fcntl(errno, socket, AnyDescriptor.F_SETOWN_EX, owner));
        Errno.check(
                "F_SETSIG",
                AnyDescriptor.fcntl(errno, socket, AnyDescriptor.F_SETSIG, Signals.MESSAGE));
        Errno.check(
                "O_ASYNC",
                AnyDescriptor.fcntl(
                        errno,
                        socket,
                        AnyDescriptor.F_SETFL,
                        AnyDescriptor.O_ASYNC | AnyDescriptor.O_NONBLOCK));
    }

    /// Waits for messages and takes up to [#MESSAGES_PER_READ] of them.
    ///
    /// @param timeoutNanos -1 waits for ever
    /// @return how many; 0 after a timeout
    public int take(long timeoutNanos) throws IOException {
        if (timeoutNanos >= 0 && poll.awaitNanos(1, timeoutNanos) == 0) {
            return 0;
        }
        long bytes = read();
        return bytes == -Errno.EINTR
                ? 0
                : (int) (Errno.check("read signalfd", bytes) / SignalInfo.BYTES);
    }

    /// The socket a message is about; arbitrary for [What#LOOK_AT_ALL].
    public int socket(int message) {
        return messages.descriptor(message);
    }

    public What what(int message) {
        if (messages.signal(message) == Signals.SIGIO) {
            return What.LOOK_AT_ALL;
        }
        return switch (messages.code(message)) {
            case SignalInfo.POLL_IN -> What.READABLE;
            case SignalInfo.POLL_OUT -> What.WRITABLE;
            default -> What.ENDED;
        };
    }

    /// Posts [What#LOOK_AT_ALL] from any thread. Needs no place in the queue: this signal is
    /// pending or it is not. Does nothing once the queue is closed: its thread may have ended.
    public synchronized void lookAtAll() {
        if (!closed) {
            Signals.kill(thread, Signals.SIGIO);
        }
    }

    /// Throws all messages away. Must come after the last socket was closed: when a thread ends the
    /// JVM restores its mask, and a signal still pending then would be delivered and end the
    /// process.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        AnyDescriptor.fcntl(errno, fd, AnyDescriptor.F_SETFL, AnyDescriptor.O_NONBLOCK);
        while (read() > 0) {
            // until nothing is pending
        }
        Sockets.close(errno, fd);
    }

    private long read() {
        return AnyDescriptor.read(errno, fd, messages.address(), messages.bytes());
    }

    private static long signals(Arena arena) {
        return Signals.set(arena, Signals.MESSAGE, Signals.SIGIO);
    }
}
