package sockbench.load;

import sockbench.load.transport.RequestBody;
import sockbench.load.transport.Transports;
import sockbench.protocol.Exchange;

import java.net.InetSocketAddress;
import java.time.Duration;

/// What one generator thread does to which server.
///
/// @param server where to connect
/// @param connections of this generator, at least 1
/// @param first number of its first connection; unique over all generators of a cell, so that
///   answers to another one's requests are recognised
/// @param body of each request
/// @param transport how bytes are moved
/// @param patience how long to wait for an answer before the cell fails
/// @param throttle time wasted per request: makes a generator slow on purpose, to prove that it is
///   found out
public record LoadConfig(
        InetSocketAddress server,
        int connections,
        int first,
        RequestBody body,
        Transports transport,
        Duration patience,
        Duration throttle) {
    private static final int MAX_CONNECTIONS = 1_000_000;
    private static final int DEFAULT_BODY_BYTES = 64;
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);

    public LoadConfig {
        check("connections", connections, 1, MAX_CONNECTIONS);
        check("first", first, 0, MAX_CONNECTIONS);
    }

    /// Bytes of a request, and of its answer.
    int frameBytes() {
        return Exchange.HEADER_BYTES + body.bytes();
    }

    /// One connection, 64-byte bodies, the best transport there is.
    public static LoadConfig to(InetSocketAddress server) {
        return new LoadConfig(
                server,
                1,
                0,
                new RequestBody(DEFAULT_BODY_BYTES, 1, true),
                Transports.best(),
                DEFAULT_PATIENCE,
                Duration.ZERO);
    }

    /// @param other from 1 to what the descriptor limit allows
    public LoadConfig withConnections(int other) {
        return withConnections(0, other);
    }

    /// Connections `first` to `first + count - 1` of a larger load.
    public LoadConfig withConnections(int first, int count) {
        return new LoadConfig(server, count, first, body, transport, patience, throttle);
    }

    /// @param other 0 to 65,535
    public LoadConfig withBodyBytes(int other) {
        return withBody(body.withBytes(other));
    }

    /// Another seed for the bytes of the bodies.
    public LoadConfig withSeed(long other) {
        return withBody(body.withSeed(other));
    }

    /// Bodies without `a–z`.
    public LoadConfig withoutLetters() {
        return withBody(body.withoutLetters());
    }

    public LoadConfig withTransport(Transports other) {
        return new LoadConfig(server, connections, first, body, other, patience, throttle);
    }

    /// How long an answer may take before the load has failed.
    public LoadConfig withPatience(Duration other) {
        return new LoadConfig(server, connections, first, body, transport, other, throttle);
    }

    /// A pause before each request: a generator made slow, to see that this is noticed.
    public LoadConfig withThrottle(Duration other) {
        return new LoadConfig(server, connections, first, body, transport, patience, other);
    }

    /// The part of the connections that generator `index` of `count` takes; the parts differ by at
    /// most one.
    public LoadConfig share(int index, int count) {
        int from = (int) ((long) connections * index / count);
        int to = (int) ((long) connections * (index + 1) / count);
        return withConnections(first + from, to - from);
    }

    private LoadConfig withBody(RequestBody other) {
        return new LoadConfig(server, connections, first, other, transport, patience, throttle);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s must be %d to %d, was %d".formatted(name, min, max, value));
        }
    }
}
