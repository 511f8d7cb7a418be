package sockbench.serving;

import sockbench.api.ServerConfig;
import sockbench.api.Tally;
import sockbench.linux.Errno;
import sockbench.linux.Native;
import sockbench.linux.Resources;
import sockbench.linux.SocketOptions;
import sockbench.linux.Sockets;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;

/// Listening sockets in blocking mode that share one port, one for each loop. The kernel spreads
/// connections over them by a hash of the addresses; one socket on which all loops accept would
/// give nearly all to the first in its queue. Accepted sockets inherit that replies leave at once
/// (`TCP_NODELAY`).
public final class Listeners {
    private Listeners() {}

    /// @param count at least 1
    /// @return descriptors owned by the caller
    /// @throws IOException naming the call that failed; nothing stays open
    public static int[] open(ServerConfig config, int count) throws IOException {
        try (var arena = Arena.ofConfined();
                var opened = new Resources()) {
            var errno = Native.errno(arena);
            int[] descriptors = new int[count];
            for (int i = 0; i < count; i++) {
                // The first binds alone, so that a port which another server shares is found busy
                // all the same.
                int port = i == 0 ? config.port() : Sockets.port(errno, descriptors[0]);
                int listener = listen(errno, config, port, i > 0);
                opened.add(() -> Sockets.close(errno, listener));
                Errno.check("TCP_NODELAY", SocketOptions.noDelay(errno, listener));
                if (i == 0 && count > 1) {
                    Errno.check("SO_REUSEPORT", SocketOptions.sharePort(errno, listener));
                }
                descriptors[i] = listener;
            }
            opened.keep();
            return descriptors;
        }
    }

    /// Looks at what accepting into a slot of a ring gave. Passes over what concerns that one
    /// connection only; ENFILE does: there was no slot for it, and the kernel has refused it.
    ///
    /// @param tally told that there was no slot
    public static void checkAccepted(int result, Tally tally) throws IOException {
        if (result == -Errno.ENFILE) {
            tally.full("no slot left in the ring's table of descriptors");
        } else if (!Listener.concernsOneConnection(result)) {
            Errno.check("accept", result);
        }
    }

    /// Closes all of them.
    public static void close(int[] listeners) {
        try (var arena = Arena.ofConfined()) {
            var errno = Native.errno(arena);
            for (int listener : listeners) {
                Sockets.close(errno, listener);
            }
        }
    }

    private static int listen(MemorySegment errno, ServerConfig config, int port, boolean shared)
            throws IOException {
        var at = new InetSocketAddress(config.address(), port);
        return shared
                ? Sockets.listenShared(errno, at, config.backlog(), 0)
                : Sockets.listen(errno, at, config.backlog(), 0);
    }
}
