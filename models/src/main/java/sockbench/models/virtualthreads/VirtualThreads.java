package sockbench.models.virtualthreads;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.serving.channels.ThreadForEach;

import java.io.IOException;

/// The program with a thread for each connection, on virtual threads: the JDK unmounts one that
/// would block and waits for all of them in one place. Costs a stack on the heap per connection and
/// a mount per request.
public final class VirtualThreads implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        return ThreadForEach.start(config, ServerThreads.virtual("virtual-threads"));
    }
}
