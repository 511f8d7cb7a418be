package sockbench.models;

import sockbench.protocol.Handler;
import sockbench.protocol.RequestedWork;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// A handler that runs until it is released, and counts the threads it runs on. It does not tell
/// the server that it blocks: to the server it burns CPU.
public final class HeldHandler implements Handler, AutoCloseable {
    private final AtomicInteger running = new AtomicInteger();
    private final Semaphore released = new Semaphore(0);

    @Override
    public long burn(long work) {
        running.incrementAndGet();
        released.acquireUninterruptibly();
        running.decrementAndGet();
        return RequestedWork.waitNanos(work);
    }

    public int running() {
        return running.get();
    }

    /// Lets one go on.
    public void release() {
        released.release();
    }

    /// Lets all go on, or a server whose test has failed would never close.
    @Override
    public void close() {
        released.release(Integer.MAX_VALUE / 2);
    }
}
