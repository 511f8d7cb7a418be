package sockbench.models.completionport;

import sockbench.linux.Native;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/// A thread that serves a [CompletionPort], and the packet it got last.
final class Worker {
    /// The thread's errno.
    final MemorySegment errno;

    private final Thread thread = Thread.currentThread();
    private volatile boolean called;

    /// Counted among the running threads of the port. Guarded by the port.
    boolean running;

    /// Entries to hand over when it enters the kernel next.
    int toSubmit;

    /// What completed, and how: a value or a negated errno.
    long key;

    int result;

    /// Made by the thread itself.
    Worker(Arena arena) {
        errno = Native.errno(arena);
    }

    /// Sleeps until [#call].
    void await() {
        while (!called) {
            LockSupport.park(this);
        }
        called = false;
    }

    void call() {
        called = true;
        LockSupport.unpark(thread);
    }
}
