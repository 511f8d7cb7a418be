package sockbench.broken;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Servers that answer rightly, but start, serve or end wrongly, each in one way.
public enum WrongLives implements IoModel {
    /// No fault: what all others are but for theirs.
    NONE(WrongLives::sound),

    /// A bug that the second request of a connection sets off.
    DEATH(config -> new Dies().start(config)),

    /// An error on one connection, or its end, ends the server.
    DEATH_WITH_A_PEER(config -> BrokenServer.start(config, () -> endingWith(WrongLives::die))),

    /// Who connects waits until nobody else is connected.
    ONE_AT_A_TIME(config -> {
        var turn = new Semaphore(1);
        return BrokenServer.start(
                config,
                () -> {
                    turn.acquireUninterruptibly();
                    return endingWith(turn::release);
                });
    }),

    /// Looks for the next request over and over instead of waiting for it.
    SPINNING(config ->
            BrokenServer.start(
                    config,
                    () ->
                            (body, wire) -> {
                                wire.send(body);
                                while (!wire.hasMore()) {
                                    Thread.onSpinWait();
                                }
                            })),

    /// A thread for every connection stays.
    A_THREAD_LEFT_BEHIND(config ->
            BrokenServer.start(
                    config,
                    () -> {
                        leaveAThread();
                        return sound();
                    })),

    /// A socket for every connection stays.
    A_DESCRIPTOR_LEFT_BEHIND(leakingInto(new ConcurrentLinkedQueue<>())),

    /// Memory outside the heap stays for every connection.
    MEMORY_LEFT_BEHIND(
            keepingIn(new ConcurrentLinkedQueue<>(), () -> ByteBuffer.allocateDirect(1 << 17))),

    /// Objects stay for every connection.
    OBJECTS_LEFT_BEHIND(
            keepingIn(new ConcurrentLinkedQueue<>(), () -> ByteBuffer.allocate(1 << 12))),

    /// Connections are counted as they come, but not as they go.
    COUNTED_FOR_EVER(config -> {
        var ever = new AtomicInteger();
        var server =
                BrokenServer.start(
                        config,
                        () -> {
                            ever.incrementAndGet();
                            return sound();
                        });
        return new Facade(server, ever::get, server::close);
    }),

    /// `close()` returns while everything is still there.
    NOTHING_CLOSED(config -> {
        var server = sound(config);
        return new Facade(server, server::connections, () -> {});
    }),

    /// `close()` waits for what never comes.
    HANGING_CLOSE(config -> {
        var server = sound(config);
        return new Facade(
                server,
                server::connections,
                () -> {
                    server.close();
                    hang();
                });
    }),

    /// A start that fails does not say where.
    A_BUSY_PORT_UNNAMED(config -> {
        try {
            return sound(config);
        } catch (IOException inUse) {
            throw new IOException("already in use", inUse);
        }
    }),

    /// A start that fails leaves a thread.
    A_THREAD_LEFT_BY_A_FAILED_START(config -> {
        try {
            return sound(config);
        } catch (IOException inUse) {
            leaveAThread();
            throw inUse;
        }
    }),

    /// Whatever the address, it listens on all of them.
    LISTENING_EVERYWHERE(
            config -> sound(config.withAddress(InetAddress.getByAddress(new byte[4])))),

    /// Whatever the address, it listens on the usual one.
    LISTENING_ON_LOOPBACK(config -> sound(config.withAddress(InetAddress.getLoopbackAddress())));

    private final IoModel model;

    WrongLives(IoModel model) {
        this.model = model;
    }

    @Override
    public Server start(ServerConfig config) throws IOException {
        return model.start(config);
    }

    private static Server sound(ServerConfig config) throws IOException {
        return BrokenServer.start(config, WrongLives::sound);
    }

    private static Fault sound() {
        return (body, wire) -> wire.send(body);
    }

    private static Fault endingWith(Runnable end) {
        return new Fault() {
            @Override
            public void answer(byte[] body, Wire wire) throws IOException {
                wire.send(body);
            }

            @Override
            public void ended() {
                end.run();
            }
        };
    }

    private static void die() {
        throw new IllegalStateException("a bug");
    }

    private static void leaveAThread() {
        Thread.ofPlatform().daemon().name("leaked").start(LockSupport::park);
    }

    /// @param kept or they would be closed with the garbage
    private static IoModel leakingInto(Queue<SocketChannel> kept) {
        return config ->
                BrokenServer.start(
                        config,
                        () -> {
                            kept.add(openSocket());
                            return sound();
                        });
    }

    private static IoModel keepingIn(Queue<ByteBuffer> kept, Supplier<ByteBuffer> memory) {
        return config ->
                BrokenServer.start(
                        config,
                        () -> {
                            kept.add(memory.get());
                            return sound();
                        });
    }

    private static SocketChannel openSocket() {
        try {
            return SocketChannel.open();
        } catch (IOException noDescriptorLeft) {
            throw new UncheckedIOException(noDescriptorLeft);
        }
    }

    /// Until whoever waits for it loses patience.
    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException outOfPatience) {
            Thread.currentThread().interrupt();
        }
    }
}
