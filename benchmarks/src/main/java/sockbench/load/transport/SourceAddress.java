package sockbench.load.transport;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// Where a connection comes from. One address has about 28,000 ephemeral ports towards one server,
/// loopback has 16 million addresses: connections beyond the first block come from 127.1.0.1,
/// 127.1.1.1, …
public final class SourceAddress {
    private static final int CONNECTIONS_PER_ADDRESS = 20_000;

    private SourceAddress() {}

    /// @return what to bind to before connecting, or null to leave it to the system
    static @Nullable InetSocketAddress of(InetSocketAddress server, int connection)
            throws UnknownHostException {
        return ofBlock(server, connection / CONNECTIONS_PER_ADDRESS);
    }

    /// @param block of connections, from 0
    /// @return what to bind to before connecting, or null to leave it to the system
    public static @Nullable InetSocketAddress ofBlock(InetSocketAddress server, int block)
            throws UnknownHostException {
        byte[] address = server.getAddress().getAddress();
        if (block == 0 || address.length != 4 || address[0] != 127) {
            return null;
        }
        return new InetSocketAddress(
                InetAddress.getByAddress(new byte[] {127, 1, (byte) block, 1}), 0);
    }
}
