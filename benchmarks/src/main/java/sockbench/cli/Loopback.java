package sockbench.cli;

import java.net.InetSocketAddress;

/// Keeps load on this machine unless the user says otherwise: a benchmark that goes to the wrong
/// address is an attack.
final class Loopback {
    private Loopback() {}

    /// @throws IllegalArgumentException in one line if the server is elsewhere and may not be
    ///   loaded
    static void require(InetSocketAddress server, boolean allowRemote) {
        if (!allowRemote && !server.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "%s is not on this machine: say --allow-remote if you may load it"
                            .formatted(words(server)));
        }
    }

    /// As it was typed.
    static String words(InetSocketAddress server) {
        return server.getHostString() + ":" + server.getPort();
    }
}
