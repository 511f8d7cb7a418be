package sockbench.load.nullserver;

import sockbench.api.IoModel;
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
import sockbench.serving.channels.ChannelListener;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;

/// The cheapest responder there is, for the generator's ceiling. No model, and made of no part of
/// one: a ceiling that shares the work of what is measured below it would move with it.
///
/// Sends back whatever it receives and looks at nothing: to requests without letters
/// ([sockbench.load.LoadConfig#withoutLetters]) an echo is the right answer. An echo cannot tell
/// where a request ends, so [Server#requests] counts reads.
public final class NullServer implements IoModel {
    private static final String NAME = "null-server";

    @Override
    public Server start(ServerConfig config) throws IOException {
        return RingEcho.unavailable().isEmpty() ? ring(config) : selector(config);
    }

    /// Over io_uring, a ring for each processor.
    static Server ring(ServerConfig config) throws IOException {
        var tally = new Tally();
        var threads = ServerThreads.platform(NAME);
        var resources = new Resources();
        resources.add(tally::closedAll);
        try {
            var arena = Arena.ofShared();
            resources.add(arena::close);
            var errno = Native.errno(arena);
            int wake = Errno.check("eventfd", EventFd.open(errno));
            resources.add(() -> Sockets.close(errno, wake));
            int count = config.threadsOr(Runtime.getRuntime().availableProcessors());
            int[] listeners = Listeners.open(config, count);
            resources.add(() -> Listeners.close(listeners));
            int port = Sockets.port(errno, listeners[0]);
            var loops = new ArrayList<RingEcho>();
            for (int listener : listeners) {
                var loop = new RingEcho(arena, tally, threads, listener, wake);
                resources.add(loop::release);
                loops.add(loop);
            }
            threads.onStop(() -> EventFd.signal(wake));
            loops.forEach(threads::start);
            return new RunningServer(port, tally, threads, resources::close);
        } catch (IOException cannotStart) {
            resources.close();
            throw cannotStart;
        }
    }

    /// Of the JDK alone.
    static Server selector(ServerConfig config) throws IOException {
        var tally = new Tally();
        var threads = ServerThreads.platform(NAME);
        var listener = ChannelListener.open(config);
        int port = ChannelListener.port(listener);
        var loop = EchoLoop.open(listener, tally, threads);
        threads.onStop(loop::wake);
        threads.start(loop);
        return new RunningServer(port, tally, threads);
    }
}
