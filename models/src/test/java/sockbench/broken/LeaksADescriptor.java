package sockbench.broken;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Opens a socket for every connection and forgets it.
public final class LeaksADescriptor implements IoModel {
    private final Queue<SocketChannel> forgotten = new ConcurrentLinkedQueue<>();

    @Override
    public Server start(ServerConfig config) throws IOException {
        return BrokenServer.start(
                config,
                () -> {
                    forget();
                    return (body, wire) -> wire.send(body);
                });
    }

    private void forget() {
        try {
            forgotten.add(SocketChannel.open());
        } catch (IOException noDescriptorLeft) {
            throw new UncheckedIOException(noDescriptorLeft);
        }
    }
}
