package sockbench.serving.channels;

import sockbench.api.ServerConfig;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;

/// Makes channels listen the way every model should: address reusable at once, backlog as
/// configured.
public final class ChannelListener {
    /// `bind(address, backlog)`, which no type shared by the listening channels declares.
    public interface Bind {
        void to(InetSocketAddress address, int backlog) throws IOException;
    }

    private ChannelListener() {}

    /// @return a listening channel in blocking mode, owned by the caller
    /// @throws IOException naming address and reason; nothing stays open
    public static ServerSocketChannel open(ServerConfig config) throws IOException {
        var channel = ServerSocketChannel.open();
        listen(channel, config, channel::bind);
        return channel;
    }

    /// Makes `channel` listen, or closes it and throws.
    public static void listen(NetworkChannel channel, ServerConfig config, Bind bind)
            throws IOException {
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            bind.to(new InetSocketAddress(config.address(), config.port()), config.backlog());
        } catch (IOException refused) {
            ChannelResources.close(channel);
            throw new IOException(
                    "bind %s port %d: %s"
                            .formatted(
                                    config.address().getHostAddress(),
                                    config.port(),
                                    refused.getMessage()),
                    refused);
        }
    }

    /// The port a listening channel has.
    public static int port(NetworkChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }
}
