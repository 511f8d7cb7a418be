package sockbench.linux.uring;

import static sockbench.linux.Native.MEMORY;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.VarHandle;

/// Our end of a ring's completions: the kernel moves the tail, we move the head.
///
///     head                      tail
///     | to be taken             | free      entry n lies at n & mask
///
/// Not thread-safe.
final class CompletionQueue {
    private static final VarHandle SHARED_INT = JAVA_INT.varHandle();

    private final long sharedHead;
    private final long sharedTail;
    private final int mask;
    private final long entries;

    private int head;
    private long userData;
    private int result;
    private int flags;

    /// @param ring where the queues are mapped
    CompletionQueue(UringParams params, long ring) {
        sharedHead = ring + params.get(UringParams.CQ_HEAD);
        sharedTail = ring + params.get(UringParams.CQ_TAIL);
        mask = params.get(UringParams.CQ_ENTRIES) - 1;
        entries = ring + params.get(UringParams.CQ_CQES);
    }

    /// Whether a completion can be taken.
    boolean ready() {
        return head != (int) SHARED_INT.getAcquire(MEMORY, sharedTail);
    }

    /// Takes the oldest completion, for [#userData], [#result] and [#flags] to tell.
    ///
    /// @return false if there is none
    boolean take() {
        if (!ready()) {
            return false;
        }
        long cqe = entries + (head & mask) * Cqe.BYTES;
        userData = MEMORY.get(JAVA_LONG, cqe + Cqe.USER_DATA);
        result = MEMORY.get(JAVA_INT, cqe + Cqe.RES);
        flags = MEMORY.get(JAVA_INT, cqe + Cqe.FLAGS);
        SHARED_INT.setRelease(MEMORY, sharedHead, ++head);
        return true;
    }

    long userData() {
        return userData;
    }

    int result() {
        return result;
    }

    int flags() {
        return flags;
    }
}
