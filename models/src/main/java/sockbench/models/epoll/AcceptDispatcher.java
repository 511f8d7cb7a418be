package sockbench.models.epoll;

import sockbench.api.ServerConfig;
import sockbench.api.Tally;
import sockbench.linux.Epoll;
import sockbench.serving.Inbox;
import sockbench.serving.Listener;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Where connections come in, and the loops that get them in turn. Belongs to the first loop.
///
/// Listeners of their own for all loops (`SO_REUSEPORT`) would spread connections by a hash: 64 of
/// them over two loops come out as 27 and 37 as easily as 32 and 32, differently in every run, and
/// comparing models on equal thread budgets would measure that.
final class AcceptDispatcher implements AutoCloseable {
    private final Listener listener;
    private final List<Inbox> inboxes;
    private boolean shut;
    private int turn;

    private AcceptDispatcher(Listener listener, List<Inbox> inboxes) {
        this.listener = listener;
        this.inboxes = inboxes;
    }

    /// @throws IOException naming what failed; nothing stays open
    static AcceptDispatcher open(ServerConfig config, Tally tally, int loops) throws IOException {
        var listener = Listener.open(config, tally);
        try {
            return new AcceptDispatcher(listener, Inbox.open(loops));
        } catch (IOException noneLeft) {
            listener.close();
            throw noneLeft;
        }
    }

    int fd() {
        return listener.fd();
    }

    int port() {
        return listener.port();
    }

    List<Inbox> inboxes() {
        return inboxes;
    }

    /// How long the first loop may wait.
    int waitMillis() {
        return listener.waitMillis();
    }

    /// True while the process has no descriptors to give: [#accept] is to be tried after each wait.
    boolean shut() {
        return shut;
    }

    /// Deals out everything in the backlog. While shut the listener is not watched: it is ready all
    /// the time and every wait would return at once.
    void accept(MemorySegment errno, Epoll epoll) throws IOException {
        for (int socket; (socket = listener.accept(errno)) >= 0; turn++) {
            inboxes.get(turn % inboxes.size()).hand(socket);
        }
        if (shut != listener.full()) {
            shut = listener.full();
            epoll.rewatch(listener.fd(), shut ? 0 : Epoll.IN);
        }
    }

    @Override
    public void close() {
        listener.close();
    }
}
