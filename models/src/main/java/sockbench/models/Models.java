package sockbench.models;

import static sockbench.models.ModelEntry.entry;

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
import sockbench.models.reactorpool.ReactorPool;
import sockbench.models.select.SelectModel;
import sockbench.models.threadperconnection.ThreadPerConnection;
import sockbench.models.virtualthreads.VirtualThreads;
import sockbench.serving.SocketGroup;

import java.util.Arrays;
import java.util.Optional;

/// Every model there is. A constant's name is its id in options, CSV files and reports.
///
/// Constructor references keep the native bindings of models that are not used from being linked.
public enum Models {
    BLOCKING(
            entry("Blocking", Blocking::new)
                    .winsock("blocking sockets")
                    .systemCalls("accept, read, write")
                    .threads(Threading.ONE)
                    .traits(Trait.ONE_CONNECTION)),
    THREAD_PER_CONNECTION(
            entry("Thread per connection", ThreadPerConnection::new)
                    .systemCalls("read, write")
                    .threads(Threading.CONNECTIONS, ThreadLaw.forEach(1).plus(1))),
    VIRTUAL_THREADS(
            entry("Virtual threads", VirtualThreads::new)
                    .systemCalls("epoll_wait, read, write")
                    .threads(Threading.CONNECTIONS, ThreadLaw.perCpu(1).plus(2))),
    POLLING(
            entry("Polling", Polling::new)
                    .winsock("non-blocking sockets")
                    .systemCalls("accept, read, write")
                    .threads(Threading.ONE)
                    .traits(Trait.NEVER_WAITS, Trait.SPINS, Trait.LOOKS_AT_SILENT)),
    REACTOR(
            entry("Reactor", Reactor::new)
                    .systemCalls("epoll_wait, read, write")
                    .threads(Threading.ONE)),
    MULTI_REACTOR(
            entry("Multi-reactor", MultiReactor::new)
                    .systemCalls("epoll_wait, read, write")
                    .threads(Threading.BUDGET, ThreadLaw.perCpu(1).plus(1))),
    REACTOR_POOL(
            entry("Reactor with a pool", ReactorPool::new)
                    .systemCalls("epoll_wait, epoll_ctl, read, write")
                    .threads(Threading.POOL, ThreadLaw.fixed(200).plus(1))),
    NIO2(
            entry("NIO.2", Nio2::new)
                    .systemCalls("epoll_wait, epoll_ctl, read, write")
                    .threads(Threading.BUDGET)),
    OVERLAPPED_EVENT(
            entry("Overlapped I/O, events", OverlappedEvent::new)
                    .winsock("WSARecv with an event")
                    .systemCalls("io_uring_enter, poll, read")
                    .threads(Threading.CONNECTIONS, ThreadLaw.forEach(SocketGroup.SOCKETS).plus(1))
                    .traits(Trait.LINUX_ONLY, Trait.LOOKS_AT_SILENT)),
    OVERLAPPED_ROUTINE(
            entry("Overlapped I/O, completion routines", OverlappedRoutine::new)
                    .winsock("WSARecv with a completion routine")
                    .systemCalls("io_uring_enter")
                    .threads(Threading.BUDGET)
                    .traits(Trait.LINUX_ONLY)),
    COMPLETION_PORT(
            entry("I/O completion port", CompletionPortModel::batched)
                    .winsock("I/O completion ports")
                    .systemCalls("io_uring_enter")
                    .threads(Threading.BUDGET, ThreadLaw.perCpu(2))
                    .traits(Trait.LINUX_ONLY)),
    COMPLETION_PORT_LITERAL(
            entry("I/O completion port, one call per operation", CompletionPortModel::literal)
                    .winsock("I/O completion ports")
                    .systemCalls("io_uring_enter")
                    .threads(Threading.BUDGET, ThreadLaw.perCpu(2))
                    .traits(Trait.LINUX_ONLY)),
    COMPLETION_PORT_ACCEPT_EX(
            entry("I/O completion port, accept with first data", CompletionPortModel::acceptEx)
                    .winsock("I/O completion ports, AcceptEx with a receive buffer")
                    .systemCalls("io_uring_enter")
                    .threads(Threading.BUDGET, ThreadLaw.perCpu(2))
                    .traits(Trait.LINUX_ONLY, Trait.WAITS_FOR_FIRST_DATA)),
    IO_URING(
            entry("io_uring", UringModel::entered)
                    .systemCalls("io_uring_enter")
                    .threads(Threading.BUDGET)
                    .traits(Trait.LINUX_ONLY)),
    IO_URING_SQPOLL(
            entry("io_uring, polling kernel thread", UringModel::polled)
                    .systemCalls("io_uring_enter")
                    .threads(Threading.BUDGET)
                    .traits(Trait.LINUX_ONLY, Trait.SPINS)),
    NETTY_NIO(
            entry("Netty, NIO", NettyModel::nio)
                    .systemCalls("epoll_wait, read, write")
                    .threads(Threading.BUDGET)),
    NETTY_EPOLL(
            entry("Netty, epoll", NettyModel::epoll)
                    .systemCalls("epoll_wait, recvfrom, sendto")
                    .threads(Threading.BUDGET)
                    .traits(Trait.LINUX_ONLY)),
    NETTY_IO_URING(
            entry("Netty, io_uring", NettyModel::ioUring)
                    .systemCalls("io_uring_enter")
                    .threads(Threading.BUDGET)
                    .traits(Trait.LINUX_ONLY)),
    NETTY_VIRTUAL(
            entry("Netty, requests on virtual threads", NettyModel::virtual)
                    .systemCalls("epoll_wait, read, write")
                    .threads(Threading.BUDGET, ThreadLaw.perCpu(2).plus(1))),
    SELECT(
            entry("Select", SelectModel::new)
                    .winsock("select")
                    .systemCalls("select, recvfrom, sendto")
                    .threads(Threading.BUDGET, ThreadLaw.perCpu(1).orForAbout(1_000))
                    .traits(Trait.LINUX_ONLY, Trait.LOOKS_AT_SILENT)),
    ASYNC_SELECT(
            entry("Async select", AsyncSelectModel::new)
                    .winsock("WSAAsyncSelect")
                    .systemCalls("read, recvfrom, sendto")
                    .threads(Threading.ONE)
                    .traits(Trait.LINUX_ONLY)),
    EVENT_SELECT(
            entry("Event select", EventSelectModel::new)
                    .winsock("WSAEventSelect")
                    .systemCalls("poll, epoll_wait, recvfrom, sendto")
                    .threads(Threading.CONNECTIONS, ThreadLaw.forEach(SocketGroup.SOCKETS).plus(1))
                    .traits(Trait.LINUX_ONLY, Trait.LOOKS_AT_SILENT)),
    EPOLL(
            entry("epoll, level-triggered", EpollModel::levelTriggered)
                    .systemCalls("epoll_wait, recvfrom, sendto")
                    .threads(Threading.BUDGET)
                    .traits(Trait.LINUX_ONLY)),
    EPOLL_EDGE(
            entry("epoll, edge-triggered", EpollModel::edgeTriggered)
                    .systemCalls("epoll_wait, recvfrom, sendto")
                    .threads(Threading.BUDGET)
                    .traits(Trait.LINUX_ONLY)),
    ;

    /// How a model's threads relate to its connections.
    public enum Threading {
        /// One thread, whatever the budget.
        ONE,
        /// As many as the budget says; by default one for each CPU of the server.
        BUDGET,
        /// One that waits, and a pool of as many as the budget says; by default 200.
        POOL,
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
        /// Takes a connection in only once its first bytes are there: a silent client is none yet,
        /// and enough of them keep everybody else out.
        WAITS_FOR_FIRST_DATA,
        /// Looks at silent connections too when it looks for one that is ready: at all of them, or
        /// at all that share a thread with it. So they add to the cost of a request; with other
        /// models they add nothing.
        LOOKS_AT_SILENT,
        /// Rests on system calls of Linux. A model without this trait runs wherever Java does.
        LINUX_ONLY
    }

    private final ModelEntry entry;

    Models(ModelEntry entry) {
        this.entry = entry;
    }

    /// A new instance; nothing is started.
    public IoModel create() {
        return entry.constructor().get();
    }

    /// What a reader calls it.
    public String title() {
        return entry.title();
    }

    /// The classic Winsock model it mirrors, if there is one.
    public Optional<String> winsock() {
        return entry.winsock().isEmpty() ? Optional.empty() : Optional.of(entry.winsock());
    }

    /// The Linux system calls that wait for the data and move it, separated by commas. A test holds
    /// them against what `strace` sees: a call that waits or moves bytes and is not named fails it,
    /// as does one that is named and not made.
    public String systemCalls() {
        return entry.systemCalls();
    }

    public Threading threading() {
        return entry.threading();
    }

    /// How many platform threads it claims to have. A test holds committed runs against it.
    public ThreadLaw threadLaw() {
        return entry.threadLaw();
    }

    /// Whether a name is that of a model with a trait. A server that is no model has none.
    public static boolean has(String name, Trait trait) {
        return Arrays.stream(values())
                .anyMatch(model -> model.name().equals(name) && model.has(trait));
    }

    public boolean has(Trait trait) {
        return entry.traits().contains(trait);
    }
}
