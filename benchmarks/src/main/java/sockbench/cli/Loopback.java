package sockbench.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Keeps load on this machine unless the user says otherwise: a benchmark that goes to the wrong
/// address is an attack.
final class Loopback {
    private static final int PATIENCE_MILLIS = 2000;

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

    /// @throws IllegalArgumentException in one line if nobody listens there
    static void requireListening(InetSocketAddress server) {
        try (var socket = new Socket()) {
            socket.connect(server, PATIENCE_MILLIS);
        } catch (IOException nobody) {
            throw new IllegalArgumentException(
                    "nobody listens at %s: %s".formatted(words(server), nobody.getMessage()),
                    nobody);
        }
    }

    /// As it was typed.
    static String words(InetSocketAddress server) {
        return server.getHostString() + ":" + server.getPort();
    }
}
