package sockbench.api;

import org.jspecify.annotations.Nullable;

import sockbench.protocol.Exchanges;
import sockbench.protocol.Handler;
import sockbench.protocol.Memory;

import java.net.InetAddress;

/// What every model is told alike, so that only the I/O differs.
///
/// @param address where to listen
/// @param port 0 to 65535; 0 lets the system choose
/// @param backlog connections the kernel may hold before `accept`, 1 to 65535
/// @param threads threads that do I/O, 1 to 1024; 0 is the model's natural number. Models with a
///   fixed number ignore it
/// @param bufferBytes what a connection's buffer starts with, 64 to 131072; it grows up to one
///   whole frame as needed
/// @param maxUnsentBytes what a connection may have in the server's memory, received and not sent
///   back yet, 262144 to 67108864. A peer that goes on sending and reads no answer is not received
///   from until there is room again. Models that receive only while nothing is unsent never need
///   more than one frame
/// @param handler does the work that requests ask for, see [sockbench.protocol.RequestedWork]; null
///   if they ask for none, and then nobody looks
public record ServerConfig(
        InetAddress address,
        int port,
        int backlog,
        int threads,
        int bufferBytes,
        int maxUnsentBytes,
        @Nullable Handler handler) {
    public static final int DEFAULT_PORT = 21234;
    public static final int DEFAULT_MAX_UNSENT_BYTES = 256 * 1024;
    private static final int DEFAULT_BACKLOG = 4096;
    private static final int DEFAULT_BUFFER_BYTES = 4096;

    public ServerConfig {
        check("port", port, 0, 65_535);
        check("backlog", backlog, 1, 65_535);
        check("threads", threads, 0, 1024);
        check("bufferBytes", bufferBytes, 64, 131_072);
        check("maxUnsentBytes", maxUnsentBytes, DEFAULT_MAX_UNSENT_BYTES, 64 << 20);
    }

    /// Loopback, any free port, natural thread count: what tests and benchmarks start from.
    public static ServerConfig loopback() {
        return new ServerConfig(
                InetAddress.getLoopbackAddress(),
                0,
                DEFAULT_BACKLOG,
                0,
                DEFAULT_BUFFER_BYTES,
                DEFAULT_MAX_UNSENT_BYTES,
                null);
    }

    public ServerConfig withAddress(InetAddress other) {
        return new ServerConfig(
                other, port, backlog, threads, bufferBytes, maxUnsentBytes, handler);
    }

    public ServerConfig withPort(int other) {
        return new ServerConfig(
                address, other, backlog, threads, bufferBytes, maxUnsentBytes, handler);
    }

    public ServerConfig withThreads(int other) {
        return new ServerConfig(
                address, port, backlog, other, bufferBytes, maxUnsentBytes, handler);
    }

    public ServerConfig withMaxUnsentBytes(int other) {
        return new ServerConfig(address, port, backlog, threads, bufferBytes, other, handler);
    }

    /// Requests ask for work, and `other` does it.
    public ServerConfig withHandler(Handler other) {
        return new ServerConfig(
                address, port, backlog, threads, bufferBytes, maxUnsentBytes, other);
    }

    /// How a model makes the exchange of each connection.
    ///
    /// @param memory where their buffers come from
    public Exchanges exchanges(Memory memory) {
        return new Exchanges(memory, bufferBytes, handler);
    }

    /// The thread budget, or what is natural for the model when none was given.
    public int threadsOr(int natural) {
        return threads == 0 ? natural : threads;
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s must be %d to %d, was %d".formatted(name, min, max, value));
        }
    }
}
