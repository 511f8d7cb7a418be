package sockbench.load;

import sockbench.protocol.Exchange;

import java.net.InetSocketAddress;
import java.time.Duration;

/// What one generator thread does to which server.
///
/// @param server where to connect
/// @param connections of this generator, at least 1
/// @param firstConnection number of its first connection; unique over all generators of a cell, so
///   that answers to another one's requests are recognised
/// @param bodyBytes of each request, 0 to 65,535
/// @param seed of the request bodies
/// @param letters whether bodies contain `a–z`; without them an echo is a right answer
///   ([NullServer])
/// @param transport how bytes are moved
/// @param patience how long to wait for an answer before the cell fails
/// @param throttle time wasted per request: makes a generator slow on purpose, to prove that it is
///   found out
public record LoadConfig(
        InetSocketAddress server,
        int connections,
        int firstConnection,
        int bodyBytes,
        long seed,
        boolean letters,
        Transports transport,
        Duration patience,
        Duration throttle) {
    private static final int MAX_CONNECTIONS = 1_000_000;
    private static final int DEFAULT_BODY_BYTES = 64;
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);

    public LoadConfig {
        check("connections", connections, 1, MAX_CONNECTIONS);
        check("firstConnection", firstConnection, 0, MAX_CONNECTIONS);
        check("bodyBytes", bodyBytes, 0, Exchange.MAX_BODY_BYTES);
    }

    /// One connection, 64-byte bodies, the best transport there is.
    public static LoadConfig to(InetSocketAddress server) {
        return new LoadConfig(
                server,
                1,
                0,
                DEFAULT_BODY_BYTES,
                1,
                true,
                Transports.best(),
                DEFAULT_PATIENCE,
                Duration.ZERO);
    }

    public LoadConfig withConnections(int first, int count) {
        return new LoadConfig(
                server, count, first, bodyBytes, seed, letters, transport, patience, throttle);
    }

    public LoadConfig withConnections(int count) {
        return withConnections(0, count);
    }

    public LoadConfig withBodyBytes(int other) {
        return new LoadConfig(
                server,
                connections,
                firstConnection,
                other,
                seed,
                letters,
                transport,
                patience,
                throttle);
    }

    public LoadConfig withSeed(long other) {
        return new LoadConfig(
                server,
                connections,
                firstConnection,
                bodyBytes,
                other,
                letters,
                transport,
                patience,
                throttle);
    }

    /// Bodies without `a–z`.
    public LoadConfig withoutLetters() {
        return new LoadConfig(
                server,
                connections,
                firstConnection,
                bodyBytes,
                seed,
                false,
                transport,
                patience,
                throttle);
    }

    public LoadConfig withTransport(Transports other) {
        return new LoadConfig(
                server,
                connections,
                firstConnection,
                bodyBytes,
                seed,
                letters,
                other,
                patience,
                throttle);
    }

    public LoadConfig withPatience(Duration other) {
        return new LoadConfig(
                server,
                connections,
                firstConnection,
                bodyBytes,
                seed,
                letters,
                transport,
                other,
                throttle);
    }

    public LoadConfig withThrottle(Duration other) {
        return new LoadConfig(
                server,
                connections,
                firstConnection,
                bodyBytes,
                seed,
                letters,
                transport,
                patience,
                other);
    }

    /// The part of the connections that generator `index` of `count` takes; the parts differ by at
    /// most one.
    public LoadConfig share(int index, int count) {
        int first = (int) ((long) connections * index / count);
        int end = (int) ((long) connections * (index + 1) / count);
        return withConnections(firstConnection + first, end - first);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s must be %d to %d, was %d".formatted(name, min, max, value));
        }
    }
}
