package sockbench.linux.uring;

import static sockbench.linux.Native.MEMORY;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.invoke.VarHandle;

/// Our end of a ring's submissions: we move the tail, the kernel moves the head.
///
///     head                  published       tail
///     | the kernel's turn   | prepared      | free      entry n lies at n & mask
///
/// Not thread-safe.
final class SubmissionQueue {
    static final int NEED_WAKEUP = 1;

    private static final VarHandle SHARED_INT = JAVA_INT.varHandle();

    private final long sharedHead;
    private final long sharedTail;
    private final long sharedFlags;
    private final int mask;
    private final long entries;

    private int tail;

    /// @param ring where the queues are mapped
    /// @param entries where the entries are
    SubmissionQueue(UringParams params, long ring, long entries) {
        sharedHead = ring + params.get(UringParams.SQ_HEAD);
        sharedTail = ring + params.get(UringParams.SQ_TAIL);
        sharedFlags = ring + params.get(UringParams.SQ_FLAGS);
        mask = params.get(UringParams.SQ_ENTRIES) - 1;
        this.entries = entries;
        // The kernel finds entries through this array; ours stays the identity.
        // IORING_SETUP_NO_SQARRAY would do without it, but needs Linux 6.6.
        long array = ring + params.get(UringParams.SQ_ARRAY);
        for (int i = 0; i <= mask; i++) {
            MEMORY.set(JAVA_INT, array + i * (long) Integer.BYTES, i);
        }
    }

    /// Entries that the kernel has not taken.
    int waiting() {
        return tail - (int) SHARED_INT.getAcquire(MEMORY, sharedHead);
    }

    /// Whether `count` more entries can be prepared.
    boolean hasRoomFor(int count) {
        return waiting() + count <= mask + 1;
    }

    /// The next entry; there must be room for it.
    ///
    /// @return its address
    long next() {
        return entries + (tail++ & mask) * Sqe.BYTES;
    }

    /// Lets the kernel see what was prepared.
    void publish() {
        SHARED_INT.setRelease(MEMORY, sharedTail, tail);
    }

    /// Whether the polling kernel thread must be woken to see what was published.
    boolean sleeping() {
        // It says that it sleeps, then looks at the tail once more; we move the tail, then look
        // whether it sleeps.
        VarHandle.fullFence();
        return ((int) SHARED_INT.getAcquire(MEMORY, sharedFlags) & NEED_WAKEUP) != 0;
    }
}
