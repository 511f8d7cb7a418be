package sockbench.models.netty;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;
import java.util.Optional;

/// Netty: event loops that run a pipeline of handlers for every connection. What a Java team would
/// otherwise use, so each of our own models can be held against it.
public final class NettyModel implements IoModel {
    static {
        // Without this, whatever logging library is on the class path decides where Netty's words
        // go.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    }

    private final NettyTransport transport;
    private final boolean virtualThreads;

    private NettyModel(NettyTransport transport) {
        this(transport, false);
    }

    private NettyModel(NettyTransport transport, boolean virtualThreads) {
        this.transport = transport;
        this.virtualThreads = virtualThreads;
    }

    /// Over `java.nio`.
    public static NettyModel nio() {
        return new NettyModel(NettyTransport.NIO);
    }

    /// Over Netty's binding of epoll.
    public static NettyModel epoll() {
        return new NettyModel(NettyTransport.EPOLL);
    }

    /// Over Netty's binding of io_uring.
    public static NettyModel ioUring() {
        return new NettyModel(NettyTransport.IO_URING);
    }

    /// Over `java.nio`; each request is handled by a virtual thread.
    public static NettyModel virtual() {
        return new NettyModel(NettyTransport.NIO, true);
    }

    @Override
    public Optional<String> unavailable() {
        var cause = transport.unavailability();
        return cause == null ? Optional.empty() : Optional.of(innermost(cause));
    }

    @Override
    public Server start(ServerConfig config) throws IOException {
        return NettyServer.start(transport, config, virtualThreads);
    }

    /// Netty wraps the reason in "failed to load the required native library"; a report has one
    /// line.
    private static String innermost(Throwable cause) {
        var root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString().lines().findFirst().orElseThrow();
    }
}
