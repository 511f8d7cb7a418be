package sockbench.api;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/// The two counts every server keeps, and whether it has met a limit. Thread-safe; adding never
/// contends.
public final class Tally {
    private final LongAdder connections = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final AtomicBoolean full = new AtomicBoolean();

    public void opened() {
        connections.increment();
    }

    public void closed() {
        connections.decrement();
    }

    /// Every connection was closed at once, with the server.
    public void closedAll() {
        connections.reset();
    }

    public void answered(int count) {
        requests.add(count);
    }

    /// Says, the first time, that no more connections can be taken for now. Those that are open are
    /// served; whoever comes waits in the backlog or is refused.
    ///
    /// @param cause what there is too little of, in the system's words
    public void full(String cause) {
        if (full.compareAndSet(false, true)) {
            System.err.printf(
                    "no more connections for now: %s; %d are open%n", cause, connections());
        }
    }

    public int connections() {
        return connections.intValue();
    }

    public long requests() {
        return requests.sum();
    }
}
