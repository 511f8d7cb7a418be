package sockbench.models;

import sockbench.api.IoModel;
import sockbench.models.netty.NettyModel;
import sockbench.models.reactor.Reactor;

import java.util.Optional;
import java.util.function.Supplier;

/// Every model there is. A constant's name is its id in options, CSV files and reports.
///
/// Constructor references keep the native bindings of models that are not used from being linked.
public enum Models {
    REACTOR("Reactor", "", "epoll_wait, read, write", Threading.ONE, Reactor::new),
    NETTY_NIO("Netty, NIO", "", "epoll_wait, read, write", Threading.BUDGET, NettyModel::nio),
    NETTY_EPOLL(
            "Netty, epoll",
            "",
            "epoll_wait, recvfrom, sendto",
            Threading.BUDGET,
            NettyModel::epoll),
    NETTY_IO_URING("Netty, io_uring", "", "io_uring_enter", Threading.BUDGET, NettyModel::ioUring);

    /// How a model's threads relate to its connections.
    public enum Threading {
        /// One thread, whatever the budget.
        ONE,
        /// As many as the budget says; by default one for each CPU of the server.
        BUDGET,
        /// As many as connections or groups of connections ask for; a budget does not apply.
        CONNECTIONS
    }

    private final String title;
    private final String winsock;
    private final String systemCalls;
    private final Threading threading;

    private final Supplier<IoModel> constructor;

    Models(
            String title,
            String winsock,
            String systemCalls,
            Threading threading,
            Supplier<IoModel> constructor) {
        this.title = title;
        this.winsock = winsock;
        this.systemCalls = systemCalls;
        this.threading = threading;
        this.constructor = constructor;
    }

    /// A new instance; nothing is started.
    public IoModel create() {
        return constructor.get();
    }

    /// What a reader calls it.
    public String title() {
        return title;
    }

    /// The classic Winsock model it mirrors, if there is one.
    public Optional<String> winsock() {
        return winsock.isEmpty() ? Optional.empty() : Optional.of(winsock);
    }

    /// The Linux system calls that move the data.
    public String systemCalls() {
        return systemCalls;
    }

    public Threading threading() {
        return threading;
    }
}
