package sockbench.serving;

import sockbench.api.ServerConfig;
import sockbench.api.Tally;
import sockbench.linux.Errno;
import sockbench.linux.Native;
import sockbench.linux.SocketOptions;
import sockbench.linux.Sockets;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;

/// A non-blocking listening socket that knows when accepting has to pause.
///
/// Without descriptors to give, `accept(2)` fails and the connection stays in the backlog. A
/// level-triggered wait would then report the listener at once, again and again, and an
/// edge-triggered one never: so a loop takes a [#full] listener out of its wait set and asks again
/// after [#RETRY_MILLIS]. A timeout, because descriptors may come back from elsewhere in the
/// process.
///
/// [#accept] belongs to one thread.
public final class Listener implements AutoCloseable {
    /// How long to wait before asking a full listener again, of whatever kind.
    public static final int RETRY_MILLIS = 50;

    private final int fd;
    private final int port;
    private final Tally tally;
    private boolean full;

    private Listener(int fd, int port, Tally tally) {
        this.fd = fd;
        this.port = port;
        this.tally = tally;
    }

    /// Binds and listens. Accepted sockets inherit that replies leave at once (`TCP_NODELAY`).
    ///
    /// @param tally told when accepting has to pause
    /// @throws IOException naming the call that failed; nothing stays open
    public static Listener open(ServerConfig config, Tally tally) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var errno = Native.errno(arena);
            var at = new InetSocketAddress(config.address(), config.port());
            int fd = Sockets.listen(errno, at, config.backlog(), Sockets.NONBLOCK);
            try {
                Errno.check("TCP_NODELAY", SocketOptions.noDelay(errno, fd));
                return new Listener(fd, Sockets.port(errno, fd), tally);
            } catch (IOException unusable) {
                Sockets.close(errno, fd);
                throw unusable;
            }
        }
    }

    public int fd() {
        return fd;
    }

    public int port() {
        return port;
    }

    /// Takes the next connection from the backlog.
    ///
    /// @return a non-blocking socket owned by the caller; negative if there is none or it is
    ///   [#full]
    /// @throws IOException if listening itself is broken
    public int accept(MemorySegment errno) throws IOException {
        while (true) {
            int socket = Sockets.accept4(errno, fd, Sockets.NONBLOCK);
            full = isFull(socket);
            if (full) {
                tally.full(Errno.message(-socket));
            }
            if (full || socket >= 0 || socket == -Errno.EAGAIN) {
                return socket;
            }
            if (!concernsOneConnection(socket)) {
                Errno.check("accept", socket);
            }
        }
    }

    /// True if the last [#accept] found no descriptor or memory for a connection.
    public boolean full() {
        return full;
    }

    /// How long a loop may wait for anything: for ever, or until a full listener is worth asking.
    public int waitMillis() {
        return full ? RETRY_MILLIS : -1;
    }

    @Override
    public void close() {
        try (var arena = Arena.ofConfined()) {
            Sockets.close(Native.errno(arena), fd);
        }
    }

    private static boolean isFull(int result) {
        return switch (-result) {
            case Errno.EMFILE, Errno.ENFILE, Errno.ENOBUFS, Errno.ENOMEM -> true;
            default -> false;
        };
    }

    /// Pending errors of the new socket come out of `accept(2)`: its manual page asks to go on to
    /// the next one.
    static boolean concernsOneConnection(int result) {
        return switch (-result) {
            case Errno.EINTR,
                    Errno.ECONNABORTED,
                    Errno.EPROTO,
                    Errno.ENETDOWN,
                    Errno.ENOPROTOOPT,
                    Errno.EHOSTDOWN,
                    Errno.ENONET,
                    Errno.EHOSTUNREACH,
                    Errno.EOPNOTSUPP,
                    Errno.ENETUNREACH ->
                    true;
            default -> false;
        };
    }
}
