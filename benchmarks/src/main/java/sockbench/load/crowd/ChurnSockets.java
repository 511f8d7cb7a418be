package sockbench.load.crowd;

import sockbench.linux.Errno;
import sockbench.linux.Native;
import sockbench.linux.SocketOptions;
import sockbench.linux.Sockets;
import sockbench.load.transport.LoadFailure;
import sockbench.load.transport.SourceRotation;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;

/// How connections of one thread to one server begin and end, each step a system call of its own,
/// as a client makes it.
final class ChurnSockets implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment errno = Native.errno(arena);
    private final InetSocketAddress server;
    private final SourceRotation sources;
    private final Duration patience;

    ChurnSockets(InetSocketAddress server, SourceRotation sources, Duration patience) {
        this.server = server;
        this.sources = sources;
        this.patience = patience;
    }

    /// @return a descriptor in blocking mode
    /// @throws LoadFailure if the server does not take it
    int connect() throws IOException {
        try {
            return Sockets.connect(errno, sources.next(), server, patience);
        } catch (ConnectException refused) {
            throw LoadFailure.failed(String.valueOf(refused.getMessage()));
        }
    }

    /// @throws LoadFailure if the server has ended the connection
    void endOutput(int socket) {
        int ended = Sockets.endOutput(errno, socket);
        if (ended < 0) {
            throw LoadFailure.failed("shutdown: " + Errno.message(-ended));
        }
    }

    void close(int socket) {
        Sockets.close(errno, socket);
    }

    void reset(int socket) {
        SocketOptions.resetOnClose(errno, socket);
        close(socket);
    }

    @Override
    public void close() {
        arena.close();
    }
}
