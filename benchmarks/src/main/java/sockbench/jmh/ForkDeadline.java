package sockbench.jmh;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Ends the processes of a fork that does not end by itself: one that was stopped, or that waits
/// for something that does not come. Without it the run would wait for ever.
final class ForkDeadline implements AutoCloseable {
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("fork-deadline").daemon().factory());

    private final List<ProcessHandle> others = ProcessHandle.current().descendants().toList();
    private final Duration limit;
    private volatile boolean passed;

    /// Begins before the fork is started: it ends what was started since.
    ///
    /// @param limit how long the fork may take
    ForkDeadline(Duration limit) {
        this.limit = limit;
        var _ = clock.schedule(this::pass, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Whether the fork was ended.
    boolean hasPassed() {
        return passed;
    }

    /// In words, e.g. `181 s`.
    String limit() {
        return limit.toSeconds() + " s";
    }

    /// From the leaves up, so that no process lives to miss its child. A process that was stopped
    /// ends, too.
    private void pass() {
        passed = true;
        var started =
                ProcessHandle.current()
                        .descendants()
                        .filter(process -> !others.contains(process))
                        .toList();
        started.reversed().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
