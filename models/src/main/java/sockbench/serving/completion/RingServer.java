package sockbench.serving.completion;

import sockbench.api.RunningServer;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;
import sockbench.linux.Errno;
import sockbench.linux.EventFd;
import sockbench.linux.Native;
import sockbench.linux.Resources;
import sockbench.linux.Sockets;
import sockbench.serving.Listeners;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/// Loops side by side, each with its own thread, ring and listener; they share a port and one event
/// that ends them.
public final class RingServer {
    /// One of the loops. Opened by the thread that starts the server, run by its own.
    public interface RingThread {
        /// Serves until `threads` are closing, then gives everything back.
        void run(ServerThreads threads) throws IOException;

        /// Gives everything back in place of [#run].
        void release();
    }

    /// How a loop is opened. When it fails, nothing stays open.
    public interface Opening {
        /// @param shared what the loop may use for as long as it runs
        /// @param listener where it accepts
        RingThread open(Shared shared, int listener) throws IOException;
    }

    /// What all loops use and the server owns.
    ///
    /// @param arena for memory that must outlive every operation of the loop
    /// @param wake an event that is set once, when the server is closing
    public record Shared(Arena arena, Tally tally, int wake) {}

    private RingServer() {}

    /// Starts `count` loops on threads called `name`.
    ///
    /// @throws IOException if a loop cannot be opened or the port not be had; nothing stays open
    public static Server start(String name, ServerConfig config, int count, Opening opening)
            throws IOException {
        var threads = ServerThreads.platform(name);
        var tally = new Tally();
        var resources = new Resources();
        resources.add(tally::closedAll);
        try {
            var arena = Arena.ofShared();
            resources.add(arena::close);
            var errno = Native.errno(arena);
            int wake = Errno.check("eventfd", EventFd.open(errno));
            resources.add(() -> Sockets.close(errno, wake));
            int[] listeners = Listeners.open(config, count);
            resources.add(() -> Listeners.close(listeners));
            int port = Sockets.port(errno, listeners[0]);
            threads.onStop(() -> EventFd.signal(wake));
            var loops = open(opening, listeners, new Shared(arena, tally, wake));
            loops.forEach(loop -> threads.start(() -> loop.run(threads)));
            return new RunningServer(port, tally, threads, resources::close);
        } catch (IOException cannotStart) {
            resources.close();
            throw cannotStart;
        }
    }

    private static List<RingThread> open(Opening opening, int[] listeners, Shared shared)
            throws IOException {
        var loops = new ArrayList<RingThread>();
        try {
            for (int listener : listeners) {
                loops.add(opening.open(shared, listener));
            }
            return loops;
        } catch (IOException unavailable) {
            loops.forEach(RingThread::release);
            throw unavailable;
        }
    }
}
