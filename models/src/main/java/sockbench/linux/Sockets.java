package sockbench.linux;

import static sockbench.linux.Native.call;
import static sockbench.linux.Native.impossible;
import static sockbench.linux.Native.result;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Stream sockets: `socket(2)`, `bind(2)`, `listen(2)`, `accept4(2)`, `recv(2)`, `send(2)`,
/// `shutdown(2)`, `close(2)`.
public final class Sockets {
    /// `SOCK_NONBLOCK` of `bits/socket_type.h`.
    public static final int NONBLOCK = 0x800;

    private static final int CLOEXEC = 0x80000;
    private static final int SOCK_STREAM = 1;
    private static final int SHUT_WR = 1;
    private static final int SHUT_RDWR = 2;

    /// `MSG_NOSIGNAL`: a peer that has gone gives EPIPE, not the signal that ends the process.
    public static final int MSG_NOSIGNAL = 0x4000;

    /// `MSG_WAITALL`: io_uring goes on sending until everything is out, so that short sends cannot
    /// reorder replies.
    public static final int MSG_WAITALL = 0x100;

    private static final MethodHandle SOCKET =
            call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND =
            call("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CONNECT =
            call("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle LISTEN =
            call("listen", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle GETSOCKNAME =
            call("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle ACCEPT4 =
            call(
                    "accept4",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle RECV =
            call(
                    "recv",
                    FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle SEND =
            call(
                    "send",
                    FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle SHUTDOWN =
            call("shutdown", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE =
            call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private Sockets() {}

    /// A listening socket, address reusable at once.
    ///
    /// @param flags 0 or [#NONBLOCK]
    /// @return its descriptor, owned by the caller
    /// @throws IOException naming the call that failed; nothing stays open
    public static int listen(MemorySegment errno, InetSocketAddress at, int backlog, int flags)
            throws IOException {
        return listen(errno, at, backlog, flags, false);
    }

    /// The same with `SO_REUSEPORT`: several listeners on one port, the kernel spreads connections
    /// over them.
    public static int listenShared(
            MemorySegment errno, InetSocketAddress at, int backlog, int flags) throws IOException {
        return listen(errno, at, backlog, flags, true);
    }

    private static int listen(
            MemorySegment errno, InetSocketAddress at, int backlog, int flags, boolean shared)
            throws IOException {
        int fd = open(errno, at.getAddress(), flags);
        try (var arena = Arena.ofConfined()) {
            Errno.check("SO_REUSEADDR", SocketOptions.reuseAddress(errno, fd));
            if (shared) {
                Errno.check("SO_REUSEPORT", SocketOptions.sharePort(errno, fd));
            }
            Errno.check("bind " + at, bind(errno, fd, SocketName.of(arena, at)));
            Errno.check("listen on " + at, listen(errno, fd, backlog));
            return fd;
        } catch (IOException cannotListen) {
            close(errno, fd);
            throw cannotListen;
        }
    }

    /// A connected socket; blocks until the peer has accepted.
    ///
    /// @param from where to connect from, or null to leave it to the system
    /// @return its descriptor in blocking mode, TCP_NODELAY set, owned by the caller
    /// @throws ConnectException if the peer does not take it; other exceptions are of this side
    public static int connect(
            MemorySegment errno, @Nullable InetSocketAddress from, InetSocketAddress to)
            throws IOException {
        return connect(errno, from, to, Duration.ZERO);
    }

    /// The same, no longer than `patience`; zero is as long as the system tries.
    public static int connect(
            MemorySegment errno,
            @Nullable InetSocketAddress from,
            InetSocketAddress to,
            Duration patience)
            throws IOException {
        int fd = open(errno, to.getAddress(), 0);
        int millis = (int) patience.toMillis();
        try (var arena = Arena.ofConfined()) {
            if (from != null) {
                Errno.check("bind " + from, bind(errno, fd, SocketName.of(arena, from)));
            }
            Errno.check("SO_SNDTIMEO", SocketOptions.sendTimeout(errno, fd, millis));
            int connected = connectInOneGo(errno, fd, SocketName.of(arena, to));
            switch (-connected) {
                case Errno.EINPROGRESS ->
                        throw new ConnectException(
                                "connect to %s: no answer in %d ms".formatted(to, millis));
                case Errno.ECONNREFUSED, Errno.ECONNRESET, Errno.ETIMEDOUT ->
                        throw new ConnectException(
                                "connect to %s: %s".formatted(to, Errno.message(-connected)));
                default -> Errno.check("connect to " + to, connected);
            }
            Errno.check("SO_SNDTIMEO", SocketOptions.sendTimeout(errno, fd, 0));
            Errno.check("TCP_NODELAY", SocketOptions.noDelay(errno, fd));
            return fd;
        } catch (IOException cannotConnect) {
            close(errno, fd);
            throw cannotConnect;
        }
    }

    /// The port a bound socket has.
    public static int port(MemorySegment errno, int fd) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var name = SocketName.empty(arena);
            var length = arena.allocateFrom(JAVA_INT, name.bytes());
            Errno.check("getsockname", getsockname(errno, fd, name.address(), length.address()));
            return name.port();
        }
    }

    private static int open(MemorySegment errno, InetAddress address, int flags)
            throws IOException {
        int family = address instanceof Inet4Address ? SocketName.AF_INET : SocketName.AF_INET6;
        return Errno.check("socket", socket(errno, family, SOCK_STREAM | CLOEXEC | flags, 0));
    }

    private static int socket(MemorySegment errno, int family, int type, int protocol) {
        try {
            return result((int) SOCKET.invokeExact(errno, family, type, protocol), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static int bind(MemorySegment errno, int fd, SocketName name) {
        try {
            return result((int) BIND.invokeExact(errno, fd, name.address(), name.bytes()), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    /// A thread that has a ring is interrupted when something completes there. The connection goes
    /// on meanwhile; the next call waits for it, or finds it made.
    private static int connectInOneGo(MemorySegment errno, int fd, SocketName name) {
        int connected = connect(errno, fd, name);
        while (connected == -Errno.EINTR) {
            connected = connect(errno, fd, name);
        }
        return connected == -Errno.EISCONN ? 0 : connected;
    }

    private static int connect(MemorySegment errno, int fd, SocketName name) {
        try {
            return result(
                    (int) CONNECT.invokeExact(errno, fd, name.address(), name.bytes()), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static int listen(MemorySegment errno, int fd, int backlog) {
        try {
            return result((int) LISTEN.invokeExact(errno, fd, backlog), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    private static int getsockname(MemorySegment errno, int fd, long name, long length) {
        try {
            return result((int) GETSOCKNAME.invokeExact(errno, fd, name, length), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    /// Takes one connection from the backlog.
    ///
    /// @param flags 0 or [#NONBLOCK], for the new socket
    /// @return its descriptor, or a negated errno
    public static int accept4(MemorySegment errno, int listener, int flags) {
        try {
            return result(
                    (int) ACCEPT4.invokeExact(errno, listener, 0L, 0L, flags | CLOEXEC), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    /// @param address where the bytes go
    /// @param bytes how many at most, at least 1
    /// @return bytes received, 0 at the end of the stream, or a negated errno
    public static int recv(MemorySegment errno, int fd, long address, int bytes) {
        try {
            return (int)
                    result((long) RECV.invokeExact(errno, fd, address, (long) bytes, 0), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    /// Sends with [#MSG_NOSIGNAL].
    ///
    /// @return bytes sent, fewer than asked when the socket's buffer is full, or a negated errno
    public static int send(MemorySegment errno, int fd, long address, int bytes) {
        try {
            return (int)
                    result(
                            (long) SEND.invokeExact(errno, fd, address, (long) bytes, MSG_NOSIGNAL),
                            errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    /// Ends both directions: the peer sees the end of the stream, operations waiting on the socket
    /// complete.
    public static int shutdown(MemorySegment errno, int fd) {
        return shutdown(errno, fd, SHUT_RDWR);
    }

    /// Ends what we send: the peer sees the end of the stream, its own bytes still arrive.
    public static int endOutput(MemorySegment errno, int fd) {
        return shutdown(errno, fd, SHUT_WR);
    }

    private static int shutdown(MemorySegment errno, int fd, int how) {
        try {
            return result((int) SHUTDOWN.invokeExact(errno, fd, how), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }

    /// Closes any descriptor.
    public static int close(MemorySegment errno, int fd) {
        try {
            return result((int) CLOSE.invokeExact(errno, fd), errno);
        } catch (Throwable mismatch) {
            throw impossible(mismatch);
        }
    }
}
