package sockbench.models.netty;

import static sockbench.serving.Listener.RETRY_MILLIS;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ImmediateEventExecutor;

import org.jspecify.annotations.Nullable;

import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.api.ServerFailure;
import sockbench.api.ServerThreads;
import sockbench.api.Tally;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// One group of event loops that accepts and serves; a connection stays on its loop.
@SuppressWarnings("FutureReturnValueIgnored") // the threads are joined instead
final class NettyServer implements Server {
    private static final int SMALLEST_READ_BYTES = 64;
    private static final int LARGEST_READ_BYTES = 65_536;

    /// What is in memory besides answers up to the high water mark: the answer that went beyond it,
    /// and one read and a part of a frame that are not answered yet.
    private static final int BESIDES_ANSWERS_BYTES = 3 * LARGEST_READ_BYTES;

    private final Tally tally = new Tally();
    private final ServerThreads threads;
    private final ServerThreads requests;
    private final @Nullable RequestHandler handler;
    private final EventLoopGroup loops;
    private final ChannelGroup channels =
            new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    private final int port;

    private NettyServer(NettyTransport transport, ServerConfig config, boolean virtualThreads)
            throws IOException {
        var kind = virtualThreads ? "virtual" : transport.name().toLowerCase(Locale.ROOT);
        var name = "netty-" + kind;
        threads = ServerThreads.of(new DefaultThreadFactory(name, true));
        requests = ServerThreads.virtual(name + "-request");
        handler = handler(config, virtualThreads);
        threads.onStop(() -> {
            channels.close();
            requests.stop();
        });
        loops = loops(transport, config.threadsOr(Runtime.getRuntime().availableProcessors()));
        var listener = bootstrap(transport, config).bind(config.address(), config.port());
        port = port(listener, config);
    }

    static NettyServer start(NettyTransport transport, ServerConfig config, boolean virtualThreads)
            throws IOException {
        return new NettyServer(transport, config, virtualThreads);
    }

    private @Nullable RequestHandler handler(ServerConfig config, boolean virtualThreads) {
        var handler = config.handler();
        if (virtualThreads) {
            return new VirtualThreadHandler(requests, handler, threads::failed);
        }
        return handler == null ? null : new LoopHandler(handler);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int connections() {
        return tally.connections();
    }

    @Override
    public long requests() {
        return tally.requests();
    }

    @Override
    public void whenFull(Consumer<String> then) {
        tally.whenFull(then);
    }

    @Override
    public void whenFailed(Consumer<ServerFailure> then) {
        threads.whenFailed(then);
    }

    @Override
    public void close() {
        threads.stop();
        // Loops that are shut down while a listener is open lose its descriptor.
        channels.close().awaitUninterruptibly();
        requests.join(); // they use the loops
        loops.shutdownGracefully(0, 0, SECONDS);
        threads.join();
        threads.rethrow();
    }

    private EventLoopGroup loops(NettyTransport transport, int count) throws IOException {
        try {
            return new MultiThreadIoEventLoopGroup(
                    count, (Executor) task -> threads.start(task::run), transport.ioHandlers());
        } catch (IllegalStateException noDescriptorsLeft) {
            throw new IOException(
                    "%d event loops: %s".formatted(count, noDescriptorsLeft.getCause()),
                    noDescriptorsLeft);
        }
    }

    private ServerBootstrap bootstrap(NettyTransport transport, ServerConfig config) {
        int most = Math.max(config.bufferBytes(), LARGEST_READ_BYTES);
        int highWaterMark = config.maxUnsentBytes() - BESIDES_ANSWERS_BYTES;
        return new ServerBootstrap()
                .group(loops)
                .channel(transport.listener())
                .option(ChannelOption.SO_BACKLOG, config.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                // Without it, the end of a peer's requests discards the answers still to be sent.
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(
                                SMALLEST_READ_BYTES, config.bufferBytes(), most))
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(highWaterMark / 2, highWaterMark))
                .handler(new AcceptHandler())
                .childHandler(new Pipeline(transport));
    }

    private int port(ChannelFuture listener, ServerConfig config) throws IOException {
        if (!listener.awaitUninterruptibly().isSuccess()) {
            close();
            var at = new InetSocketAddress(config.address(), config.port());
            throw new IOException(
                    "bind %s: %s".formatted(at, listener.cause().getMessage()), listener.cause());
        }
        channels.add(listener.channel());
        return ((InetSocketAddress) listener.channel().localAddress()).getPort();
    }

    /// Without a descriptor for the next connection, accepting pauses. Netty would pause, too, and
    /// log it: that needs a file to be opened, and its failure ends the loop. The listener of
    /// io_uring tries again at once all the same, see docs/decisions/netty.md.
    private final class AcceptHandler extends ChannelInboundHandlerAdapter {
        /// Another accept may be under way when one fails.
        private boolean paused;

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (!(cause instanceof IOException)) {
                threads.failed(cause);
                return;
            }
            tally.full("accept: " + cause.getMessage());
            ctx.channel().config().setAutoRead(false);
            if (!paused) {
                paused = true;
                ctx.executor().schedule(() -> resume(ctx), RETRY_MILLIS, MILLISECONDS);
            }
        }

        private void resume(ChannelHandlerContext ctx) {
            paused = false;
            ctx.channel().config().setAutoRead(true);
        }
    }

    private final class Pipeline extends ChannelInitializer<Channel> {
        private final boolean looksForResets;

        Pipeline(NettyTransport transport) {
            looksForResets = transport.missesResets();
        }

        @Override
        protected void initChannel(Channel connection) {
            channels.add(connection);
            var writer = new AnswerWriter(tally, threads::failed, looksForResets);
            connection.pipeline().addLast(new FrameDecoder(handler), writer);
        }
    }
}
