package sockbench.report.data;

import sockbench.models.Models;

import java.util.Arrays;
import java.util.Locale;

/// What a model waits for. It gives a mark its shape, so that families are told apart without
/// colour.
public enum ModelFamily {
    /// Posts operations and waits until they are done.
    COMPLETION("completion"),
    /// Waits until a socket is ready, or asks it all the time, then reads and writes.
    READINESS("readiness"),
    /// Blocks in a thread of each connection.
    THREAD("a thread per connection"),
    /// Is no model of the registry: a build, a server that runs already.
    OTHER("not in the registry");

    private final String words;

    ModelFamily(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /// The id of the mark in a page's definitions.
    public String symbol() {
        return "mark-" + name().toLowerCase(Locale.ROOT);
    }

    public static ModelFamily of(String name) {
        return Arrays.stream(Models.values())
                .filter(model -> model.name().equals(name))
                .findFirst()
                .map(ModelFamily::of)
                .orElse(OTHER);
    }

    private static ModelFamily of(Models model) {
        return switch (model) {
            case BLOCKING, THREAD_PER_CONNECTION, VIRTUAL_THREADS -> THREAD;
            case NIO2,
                    OVERLAPPED_EVENT,
                    OVERLAPPED_ROUTINE,
                    COMPLETION_PORT,
                    COMPLETION_PORT_LITERAL,
                    COMPLETION_PORT_ACCEPT_EX,
                    IO_URING,
                    IO_URING_SQPOLL,
                    NETTY_IO_URING ->
                    COMPLETION;
            case POLLING,
                    REACTOR,
                    MULTI_REACTOR,
                    NETTY_NIO,
                    NETTY_EPOLL,
                    SELECT,
                    ASYNC_SELECT,
                    EVENT_SELECT,
                    EPOLL,
                    EPOLL_EDGE ->
                    READINESS;
        };
    }
}
