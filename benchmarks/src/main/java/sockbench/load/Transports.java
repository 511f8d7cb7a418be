package sockbench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/// How a generator moves bytes.
public enum Transports {
    /// java.nio.channels: one selector, one write and one read for each request.
    NIO {
        @Override
        Transport open(InetSocketAddress server, List<Conversation> conversations)
                throws IOException {
            return NioTransport.open(server, conversations);
        }
    };

    /// The cheapest one that works here.
    public static Transports best() {
        return NIO;
    }

    /// The name in options and in the environment, e.g. `io-uring`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Connects all conversations.
    ///
    /// @throws IOException if one cannot be connected; none stays open
    abstract Transport open(InetSocketAddress server, List<Conversation> conversations)
            throws IOException;
}
