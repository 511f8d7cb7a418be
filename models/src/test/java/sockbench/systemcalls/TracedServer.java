package sockbench.systemcalls;

import sockbench.api.ServerConfig;
import sockbench.models.Models;

import java.io.IOException;

/// Runs one model between two lines on standard output, which the trace shows as two writes: what
/// lies between them is serving, not the start of a JVM.
final class TracedServer {
    static final String LISTENING = "listening ";
    static final String CLOSING = "closing";

    private TracedServer() {}

    /// @param args the model's name
    public static void main(String[] args) throws IOException {
        var model = Models.valueOf(args[0]).create();
        try (var server = model.start(ServerConfig.loopback())) {
            System.out.println(LISTENING + server.port());
            System.in.read();
            System.out.println(CLOSING);
        }
    }
}
