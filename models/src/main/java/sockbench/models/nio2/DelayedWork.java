package sockbench.models.nio2;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import sockbench.api.ServerThreads;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/// Lets time pass for requests without keeping a thread of the group: a thread of its own, because
/// the JDK's channels have no timer for anybody else.
final class DelayedWork {
    private final ScheduledThreadPoolExecutor timer;

    DelayedWork(ServerThreads threads) {
        timer = new ScheduledThreadPoolExecutor(1, loop -> threads.newThread(loop::run));
    }

    /// Starts the thread: one that is made while closing might never be started, and be waited for.
    /// To be called before anything is delayed.
    void start() {
        timer.prestartCoreThread();
    }

    /// @throws java.util.concurrent.RejectedExecutionException if the server is closing
    @SuppressWarnings("FutureReturnValueIgnored") // what is to be done handles its own errors
    void after(long nanos, Runnable then) {
        timer.schedule(then, nanos, NANOSECONDS);
    }

    /// Forgets what was to be done; the thread ends.
    void stop() {
        timer.shutdownNow();
    }
}
