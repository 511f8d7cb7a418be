package sockbench.load.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/// How a generator moves bytes.
public enum Transports {
    /// java.nio.channels: one selector, one write and one read for each request.
    NIO {
        @Override
        public Transport open(
                InetSocketAddress server, List<Conversation> conversations, Sentinel sentinel)
                throws IOException {
            return NioTransport.open(server, conversations, sentinel);
        }
    },

    /// One ring: one system call for a whole batch of requests and answers. Linux only.
    IO_URING {
        @Override
        public Transport open(
                InetSocketAddress server, List<Conversation> conversations, Sentinel sentinel)
                throws IOException {
            return UringTransport.open(server, conversations, sentinel);
        }
    };

    /// The cheapest one that works here.
    public static Transports best() {
        return UringTransport.unavailable().isEmpty() ? IO_URING : NIO;
    }

    /// The name in options and in the environment, e.g. `io-uring`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Connects all conversations.
    ///
    /// @param sentinel to be told when it enters the kernel for a turn, and when it is back
    /// @throws IOException if one cannot be connected; none stays open
    public abstract Transport open(
            InetSocketAddress server, List<Conversation> conversations, Sentinel sentinel)
            throws IOException;
}
