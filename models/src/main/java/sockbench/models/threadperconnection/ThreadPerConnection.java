package sockbench.models.threadperconnection;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerThreads;
import sockbench.serving.channels.ThreadForEach;

import java.io.IOException;

/// A platform thread waits in `read` for each connection. Costs a stack per connection and a switch
/// of threads per request.
public final class ThreadPerConnection implements IoModel {
    @Override
    public Server start(ServerConfig config) throws IOException {
        return ThreadForEach.start(config, ServerThreads.platform("thread-per-connection"));
    }
}
