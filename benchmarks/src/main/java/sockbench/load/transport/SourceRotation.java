package sockbench.load.transport;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// Where connections that come and go come from. Whoever closes first keeps the port for a minute
/// (TIME_WAIT), so each of 250 loopback addresses opens 5,000 of them, then rests until the others
/// have: 1,250,000 connections later, more than a minute of any generator. An address has 28,000
/// ports; with more of them in use the kernel would look for a free one long.
///
/// Not thread-safe.
public final class SourceRotation {
    private static final int CONNECTIONS_PER_ADDRESS = 5_000;
    private static final int ADDRESSES = 250;

    /// Addresses between the first ones of two forks: what one fork uses is far less.
    private static final int PER_FORK = 83;

    private final InetSocketAddress server;
    private final int first;
    private int opened;
    private @Nullable InetSocketAddress current;

    /// @param server any one of those that are connected to
    /// @param fork number of the fork: the next does not begin with the addresses of this one
    public SourceRotation(InetSocketAddress server, int fork) {
        this.server = server;
        this.first = fork * PER_FORK % ADDRESSES;
    }

    /// What to bind the next connection to; null leaves it to the system.
    public @Nullable InetSocketAddress next() throws UnknownHostException {
        if (opened % CONNECTIONS_PER_ADDRESS == 0) {
            int address = (first + opened / CONNECTIONS_PER_ADDRESS) % ADDRESSES;
            current = SourceAddress.ofBlock(server, 1 + address);
        }
        opened++;
        return current;
    }
}
