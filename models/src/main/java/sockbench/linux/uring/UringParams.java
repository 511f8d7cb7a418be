package sockbench.linux.uring;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// `struct io_uring_params` of `linux/io_uring.h`: what is asked of `io_uring_setup(2)` and where
/// it put the queues.
record UringParams(MemorySegment struct) {
    static final long BYTES = 120;
    static final long SQ_ENTRIES = 0;
    static final long CQ_ENTRIES = 4;
    static final long FLAGS = 8;
    static final long SQ_THREAD_IDLE = 16;
    static final long FEATURES = 20;

    /// `struct io_sqring_offsets`, where the parts of the submission queue lie in its mapping.
    static final long SQ_HEAD = 40;

    static final long SQ_TAIL = 44;
    static final long SQ_RING_MASK = 48;
    static final long SQ_FLAGS = 56;
    static final long SQ_ARRAY = 64;

    /// `struct io_cqring_offsets`, the same for the completion queue.
    static final long CQ_HEAD = 80;

    static final long CQ_TAIL = 84;
    static final long CQ_RING_MASK = 88;
    static final long CQ_OVERFLOW = 96;
    static final long CQ_CQES = 100;

    /// `IORING_FEAT_SINGLE_MMAP`: both queues lie in one mapping.
    static final int FEAT_SINGLE_MMAP = 1;

    /// What to map of the ring's descriptor: both queues, and the entries of submissions.
    static final long OFF_SQ_RING = 0;

    static final long OFF_SQES = 0x1000_0000L;

    static final int SETUP_CQSIZE = 1 << 3;
    static final int SETUP_CLAMP = 1 << 4;
    static final int SETUP_SUBMIT_ALL = 1 << 7;

    /// How long a polling kernel thread looks at an empty queue before it sleeps: an idle server
    /// costs nothing.
    private static final int SQ_THREAD_IDLE_MILLIS = 10;

    static UringParams of(Arena arena, int flags, int completions) {
        var struct = arena.allocate(BYTES, Long.BYTES);
        struct.set(JAVA_INT, FLAGS, flags | SETUP_CQSIZE | SETUP_CLAMP | SETUP_SUBMIT_ALL);
        struct.set(JAVA_INT, CQ_ENTRIES, completions);
        if ((flags & IoUring.SQPOLL) != 0) {
            struct.set(JAVA_INT, SQ_THREAD_IDLE, SQ_THREAD_IDLE_MILLIS);
        }
        return new UringParams(struct);
    }

    /// Room that both queues take in their one mapping.
    long ringBytes() {
        long completions = get(CQ_CQES) + get(CQ_ENTRIES) * Cqe.BYTES;
        long submissions = get(SQ_ARRAY) + get(SQ_ENTRIES) * (long) Integer.BYTES;
        return Math.max(completions, submissions);
    }

    int get(long offset) {
        return struct.get(JAVA_INT, offset);
    }
}
