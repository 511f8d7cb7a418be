package sockbench.models.select;

import java.util.concurrent.atomic.AtomicInteger;

/// What the acceptor and a thread beyond the first know of each other.
final class SelectWorker {
    private final int mailbox;
    private final AtomicInteger members = new AtomicInteger();
    private volatile int places;

    /// @param mailbox where the acceptor sends sockets; closing it ends the thread
    SelectWorker(int mailbox) {
        this.mailbox = mailbox;
    }

    int mailbox() {
        return mailbox;
    }

    int members() {
        return members.get();
    }

    boolean hasRoom() {
        return members.get() < places;
    }

    /// For how many sockets the thread has numbers.
    void offer(int count) {
        places = count;
    }

    /// Said by the acceptor for each socket it sends.
    void joined() {
        members.incrementAndGet();
    }

    /// Said by the thread for each socket that has gone.
    void left() {
        members.decrementAndGet();
    }
}
