package sockbench.models;

import sockbench.api.IoModel;
import sockbench.models.asyncselect.AsyncSelectModel;
import sockbench.models.blocking.Blocking;
import sockbench.models.completionport.CompletionPortModel;
import sockbench.models.epoll.EpollModel;
import sockbench.models.eventselect.EventSelectModel;
import sockbench.models.iouring.UringModel;
import sockbench.models.multireactor.MultiReactor;
import sockbench.models.netty.NettyModel;
import sockbench.models.nio2.Nio2;
import sockbench.models.overlappedevent.OverlappedEvent;
import sockbench.models.overlappedroutine.OverlappedRoutine;
import sockbench.models.polling.Polling;
import sockbench.models.reactor.Reactor;
import sockbench.models.select.SelectModel;
import sockbench.models.threadperconnection.ThreadPerConnection;
import sockbench.models.virtualthreads.VirtualThreads;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Every model there is. A constant's name is its id in options, CSV files and reports.
///
/// Constructor references keep the native bindings of models that are not used from being linked.
public enum Models {
    BLOCKING(
            "Blocking",
            "blocking sockets",
            "accept, read, write",
            Threading.ONE,
            Blocking::new,
            Trait.ONE_CONNECTION),
    THREAD_PER_CONNECTION(
            "Thread per connection",
            "",
            "read, write",
            Threading.CONNECTIONS,
            ThreadPerConnection::new),
    VIRTUAL_THREADS(
            "Virtual threads",
            "",
            "epoll_wait, read, write",
            Threading.CONNECTIONS,
            VirtualThreads::new),
    POLLING(
            "Polling",
            "non-blocking sockets",
            "accept, read, write",
            Threading.ONE,
            Polling::new,
            Trait.NEVER_WAITS,
            Trait.SPINS),
    REACTOR("Reactor", "", "epoll_wait, read, write", Threading.ONE, Reactor::new),
    MULTI_REACTOR(
            "Multi-reactor", "", "epoll_wait, read, write", Threading.BUDGET, MultiReactor::new),
    NIO2("NIO.2", "", "epoll_wait, epoll_ctl, read, write", Threading.BUDGET, Nio2::new),
    OVERLAPPED_EVENT(
            "Overlapped I/O, events",
            "WSARecv with an event",
            "io_uring_enter, poll, read",
            Threading.CONNECTIONS,
            OverlappedEvent::new,
            Trait.LINUX_ONLY),
    OVERLAPPED_ROUTINE(
            "Overlapped I/O, completion routines",
            "WSARecv with a completion routine",
            "io_uring_enter",
            Threading.BUDGET,
            OverlappedRoutine::new,
            Trait.LINUX_ONLY),
    COMPLETION_PORT(
            "I/O completion port",
            "I/O completion ports",
            "io_uring_enter",
            Threading.BUDGET,
            CompletionPortModel::batched,
            Trait.LINUX_ONLY),
    COMPLETION_PORT_LITERAL(
            "I/O completion port, one call per operation",
            "I/O completion ports",
            "io_uring_enter",
            Threading.BUDGET,
            CompletionPortModel::literal,
            Trait.LINUX_ONLY),
    IO_URING(
            "io_uring",
            "",
            "io_uring_enter",
            Threading.BUDGET,
            UringModel::entered,
            Trait.LINUX_ONLY),
    IO_URING_SQPOLL(
            "io_uring, polling kernel thread",
            "",
            "io_uring_enter",
            Threading.BUDGET,
            UringModel::polled,
            Trait.LINUX_ONLY,
            Trait.SPINS),
    NETTY_NIO("Netty, NIO", "", "epoll_wait, read, write", Threading.BUDGET, NettyModel::nio),
    NETTY_EPOLL(
            "Netty, epoll",
            "",
            "epoll_wait, recvfrom, sendto",
            Threading.BUDGET,
            NettyModel::epoll,
            Trait.LINUX_ONLY),
    NETTY_IO_URING(
            "Netty, io_uring",
            "",
            "io_uring_enter",
            Threading.BUDGET,
            NettyModel::ioUring,
            Trait.LINUX_ONLY,
            Trait.MISSES_RESETS),
    SELECT(
            "Select",
            "select",
            "select, recvfrom, sendto",
            Threading.BUDGET,
            SelectModel::new,
            Trait.LINUX_ONLY),
    ASYNC_SELECT(
            "Async select",
            "WSAAsyncSelect",
            "read, recvfrom, sendto",
            Threading.ONE,
            AsyncSelectModel::new,
            Trait.LINUX_ONLY),
    EVENT_SELECT(
            "Event select",
            "WSAEventSelect",
            "poll, epoll_wait, recvfrom, sendto",
            Threading.CONNECTIONS,
            EventSelectModel::new,
            Trait.LINUX_ONLY),
    EPOLL(
            "epoll, level-triggered",
            "",
            "epoll_wait, recvfrom, sendto",
            Threading.BUDGET,
            EpollModel::levelTriggered,
            Trait.LINUX_ONLY),
    EPOLL_EDGE(
            "epoll, edge-triggered",
            "",
            "epoll_wait, recvfrom, sendto",
            Threading.BUDGET,
            EpollModel::edgeTriggered,
            Trait.LINUX_ONLY),
    ;

    /// How a model's threads relate to its connections.
    public enum Threading {
        /// One thread, whatever the budget.
        ONE,
        /// As many as the budget says; by default one for each CPU of the server.
        BUDGET,
        /// As many as connections or groups of connections ask for; a budget does not apply.
        CONNECTIONS
    }

    /// What sets a model apart from the others: questions and the contract ask for traits, never
    /// for names.
    public enum Trait {
        /// Serves one connection at a time; the others wait in the backlog.
        ONE_CONNECTION,
        /// Keeps a CPU busy while there is nothing to do.
        NEVER_WAITS,
        /// Keeps a CPU busy for a while after its last request, itself or by a kernel thread: it
        /// has to be stopped while others are measured, and at a fixed rate its cost is the time
        /// that passes.
        SPINS,
        /// Does not always notice that a peer has reset its connection, and keeps what it holds for
        /// it until the server is closed. A fault of a library, see `docs/decisions/netty.md`.
        MISSES_RESETS,
        /// Rests on system calls of Linux. A model without this trait runs wherever Java does.
        LINUX_ONLY
    }

    private final String title;
    private final String winsock;
    private final String systemCalls;
    private final Threading threading;

    private final Supplier<IoModel> constructor;

    private final Set<Trait> traits;

    Models(
            String title,
            String winsock,
            String systemCalls,
            Threading threading,
            Supplier<IoModel> constructor,
            Trait... traits) {
        this.title = title;
        this.winsock = winsock;
        this.systemCalls = systemCalls;
        this.threading = threading;
        this.constructor = constructor;
        this.traits = Set.of(traits);
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

    /// The Linux system calls that wait for the data and move it, separated by commas. A test holds
    /// them against what `strace` sees: a call that waits or moves bytes and is not named fails it,
    /// as does one that is named and not made.
    public String systemCalls() {
        return systemCalls;
    }

    public Threading threading() {
        return threading;
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
