package sockbench.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// The two counts every server keeps, and whether it has met a limit. Thread-safe; adding never
/// contends.
public final class Tally {
    private final LongAdder connections = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final CompletableFuture<String> full = new CompletableFuture<>();

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

    /// No more connections can be taken for now. Those that are open are served; whoever comes
    /// waits in the backlog or is refused.
    ///
    /// @param cause what there is too little of, in the system's words
    public void full(String cause) {
        if (!full.isDone()) {
            full.complete(
                    "no more connections for now: %s; %d are open".formatted(cause, connections()));
        }
    }

    /// See [Server#whenFull].
    public void whenFull(Consumer<String> then) {
        var _ = full.thenAccept(then);
    }

    public int connections() {
        return connections.intValue();
    }

    public long requests() {
        return requests.sum();
    }
}
