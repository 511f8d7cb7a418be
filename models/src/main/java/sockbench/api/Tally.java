package sockbench.api;

import java.util.concurrent.atomic.LongAdder;

/// The two counts every server keeps. Thread-safe; adding never contends.
public final class Tally {
    private final LongAdder connections = new LongAdder();
    private final LongAdder requests = new LongAdder();

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

    public int connections() {
        return connections.intValue();
    }

    public long requests() {
        return requests.sum();
    }
}
