package sockbench.linux;

import sockbench.api.RunningServer;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;

import java.lang.foreign.Arena;

/// What all loops of one server share.
public record Service(ServerConfig config, ServerThreads threads, Tally tally) {
    /// @param name of the threads, platform ones: native waits would pin virtual ones
    public static Service of(ServerConfig config, String name) {
        return new Service(config, ServerThreads.platform(name), new Tally());
    }

    /// True when loops must end.
    public boolean closing() {
        return threads.closing();
    }

    /// A table for one loop.
    ///
    /// @param arena owner of all buffers; closed by the caller after the table
    public Connections connections(Arena arena) {
        return new Connections(arena, config.bufferBytes(), tally);
    }

    /// The whole as its users see it.
    public Server server(int port) {
        return new RunningServer(port, tally, threads);
    }
}
