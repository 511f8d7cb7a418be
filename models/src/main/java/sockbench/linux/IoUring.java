package sockbench.linux;

import static sockbench.linux.Native.MEMORY;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/// A submission queue and a completion queue shared with the kernel (`io_uring(7)`).
///
///     we                                              the kernel
///     next, fill the Sqe ──▶ | submissions | ──▶ does it
///     take, read result  ◀── | completions | ◀── says how it went
///
/// Knows how many operations have not completed, so that [#cancelAll] can wait for the last one: memory and
/// descriptors that an operation names must outlive it. Not thread-safe, except [#enter]: one thread, or a lock.
public final class IoUring implements AutoCloseable {
    /// `IORING_SETUP_SQPOLL`: a kernel thread looks for submissions.
    public static final int SQPOLL = 1 << 1;

    /// `IORING_SETUP_R_DISABLED`: nothing runs before [#enable].
    public static final int DISABLED = 1 << 6;

    /// `IORING_SETUP_COOP_TASKRUN`: completions wait until the thread is in the kernel anyway.
    public static final int COOP_TASKRUN = 1 << 8;

    /// `IORING_SETUP_SINGLE_ISSUER`: one thread submits, the one that enabled the ring.
    public static final int SINGLE_ISSUER = 1 << 12;

    /// `IORING_SETUP_DEFER_TASKRUN`: completions happen only while the single issuer waits for
    /// them.
    public static final int DEFER_TASKRUN = 1 << 13;

    /// User data of what was silenced by [#silence]: seen in a completion, one of those operations
    /// failed.
    public static final long SILENT = -1;

    static final long OFF_SQ_RING = 0;
    static final long OFF_SQES = 0x1000_0000L;
    static final int ENTER_GETEVENTS = 1;
    static final int ENTER_SQ_WAKEUP = 1 << 1;
    static final int ENTER_SQ_WAIT = 1 << 2;
    static final int ENTER_EXT_ARG = 1 << 3;
    static final int ENTER_REGISTERED_RING = 1 << 4;
    static final int SQ_NEED_WAKEUP = 1;

    private static final long CANCELLING = -2;
    private static final int MOST_SLOTS = 65_536;
    private static final int NO_SHORTCUT = -1;
    private static final VarHandle SHARED_INT = JAVA_INT.varHandle();

    private final MemorySegment state;
    private final int fd;
    private final boolean polled;
    private final Mapping rings;
    private final Mapping entries;
    private final long sqHead;
    private final long sqTail;
    private final long sqFlags;
    private final int sqMask;
    private final long cqHead;
    private final long cqTail;
    private final int cqMask;
    private final long cqes;

    private boolean slots;
    private int shortcut = NO_SHORTCUT;
    private int tail;
    private int head;
    private int inFlight;
    private long userData;
    private int result;
    private int flags;

    private IoUring(
            MemorySegment state, int fd, UringParams params, Mapping rings, Mapping entries) {
        this.state = state;
        this.fd = fd;
        this.rings = rings;
        this.entries = entries;
        polled = (params.get(UringParams.FLAGS) & SQPOLL) != 0;
        long ring = rings.address();
        sqHead = ring + params.get(UringParams.SQ_HEAD);
        sqTail = ring + params.get(UringParams.SQ_TAIL);
        sqFlags = ring + params.get(UringParams.SQ_FLAGS);
        sqMask = params.get(UringParams.SQ_ENTRIES) - 1;
        cqHead = ring + params.get(UringParams.CQ_HEAD);
        cqTail = ring + params.get(UringParams.CQ_TAIL);
        cqMask = params.get(UringParams.CQ_ENTRIES) - 1;
        cqes = ring + params.get(UringParams.CQ_CQES);
        // The kernel finds entries through this array; ours stays the identity.
        // IORING_SETUP_NO_SQARRAY would do
        // without it, but needs Linux 6.6.
        long array = ring + params.get(UringParams.SQ_ARRAY);
        for (int i = 0; i <= sqMask; i++) {
            MEMORY.set(JAVA_INT, array + i * (long) Integer.BYTES, i);
        }
    }

    /// A new ring.
    ///
    /// @param state of the thread that is going to use it
    /// @param submissions entries that can be prepared before they must be submitted, a power of
    ///   two
    /// @param completions how many can wait to be taken, a power of two; more are kept by the
    ///   kernel, only slower
    /// @param flags any of the constants above
    public static IoUring open(MemorySegment state, int submissions, int completions, int flags)
            throws IOException {
        try (var arena = Arena.ofConfined()) {
            var params = UringParams.of(arena, flags, completions);
            int fd = Errno.check("io_uring_setup", UringCalls.setup(state, submissions, params));
            try {
                return map(state, fd, params);
            } catch (IOException cannotMap) {
                Sockets.close(state, fd);
                throw cannotMap;
            }
        }
    }

    /// The same, started by the thread that calls this.
    public static IoUring openHere(MemorySegment state, int submissions, int completions, int flags)
            throws IOException {
        var ring = open(state, submissions, completions, flags | DISABLED);
        try {
            ring.enable();
            return ring;
        } catch (IOException cannotStart) {
            ring.close();
            throw cannotStart;
        }
    }

    private static IoUring map(MemorySegment state, int fd, UringParams params) throws IOException {
        var rings = Mapping.shared(state, params.ringBytes(), fd, OFF_SQ_RING);
        try {
            long entryBytes = params.get(UringParams.SQ_ENTRIES) * Sqe.BYTES;
            var entries = Mapping.shared(state, entryBytes, fd, OFF_SQES);
            return new IoUring(state, fd, params, rings, entries);
        } catch (IOException cannotMap) {
            rings.unmap(state);
            throw cannotMap;
        }
    }

    /// Starts a ring that was opened [#DISABLED]. The calling thread becomes its single issuer.
    public void enable() throws IOException {
        Errno.check("io_uring enable", UringRegistration.enable(state, fd));
        shortcut = Errno.check("io_uring register ring", UringRegistration.shortcut(state, fd));
    }

    /// Gives the ring a table of descriptors of its own. They exist in the ring only, and using one
    /// costs no reference count. As many as the process may have, up to 65,536.
    ///
    /// @return how many
    public int openSlots() throws IOException {
        int count = (int) Math.min(Limits.descriptors(state), MOST_SLOTS);
        Errno.check(
                "io_uring table of " + count + " descriptors",
                UringRegistration.slots(state, fd, count));
        slots = true;
        return count;
    }

    /// Puts a descriptor of the process into a slot. The slot keeps it open, so the process may
    /// close its own.
    public void fillSlot(int slot, int descriptor) throws IOException {
        Errno.check(
                "io_uring slot " + slot, UringRegistration.fillSlot(state, fd, slot, descriptor));
    }

    /// The next entry, to be filled by a method of [Sqe] before anything else. Submits earlier ones
    /// to make room.
    ///
    /// @return its address
    public long next() throws IOException {
        while (unsubmitted() > sqMask) {
            publish();
            int wait = polled ? ENTER_SQ_WAIT : 0;
            check(call(state, unsubmitted(), 0, wait | wakeup()));
        }
        inFlight++;
        return entries.address() + (tail++ & sqMask) * Sqe.BYTES;
    }

    /// Makes room for entries that are linked: a chain must not be cut by a submission.
    public void reserve(int count) throws IOException {
        if (unsubmitted() + count > sqMask + 1) {
            submit(0);
        }
    }

    /// Makes a filled entry complete in silence; only a failure is told, with [#SILENT] as its user
    /// data. It must be the last of its chain: after a failure the kernel is silent about the rest.
    public void silence(long entry) {
        Sqe.silence(entry);
        inFlight--;
    }

    /// Makes the first entry of a linked pair tell of its failure only. The kernel is then silent
    /// about the second, so that the pair completes once, however it goes (`IOSQE_CQE_SKIP_SUCCESS`
    /// in `io_uring_enter(2)`).
    public void tellFailureOnly(long first) {
        Sqe.skipSuccess(first);
        inFlight--;
    }

    /// How many entries the kernel has not taken.
    public int unsubmitted() {
        return tail - (int) SHARED_INT.getAcquire(MEMORY, sqHead);
    }

    /// Submits what was prepared and returns once `wait` completions can be taken, or after a
    /// signal.
    public void submit(int wait) throws IOException {
        publish();
        int wakeup = wakeup();
        if (!polled || wakeup != 0 || (wait > 0 && !ready())) {
            check(call(state, unsubmitted(), wait, (wait > 0 ? ENTER_GETEVENTS : 0) | wakeup));
        }
    }

    /// Submits what was prepared and returns once a completion can be taken, after a signal, or
    /// when time is up. Not for rings with [#SQPOLL].
    ///
    /// @param nanos 0 looks for completions without waiting
    public void submitFor(UringTimeout timeout, long nanos) throws IOException {
        publish();
        int wait = nanos > 0 ? 1 : 0;
        int ring = shortcut == NO_SHORTCUT ? fd : shortcut;
        int registered = shortcut == NO_SHORTCUT ? 0 : ENTER_REGISTERED_RING;
        int entered =
                UringCalls.enter(
                        state,
                        ring,
                        unsubmitted(),
                        wait,
                        ENTER_GETEVENTS | ENTER_EXT_ARG | registered,
                        timeout.set(nanos),
                        UringTimeout.ARGUMENT_BYTES);
        if (entered != -Errno.ETIME) {
            check(entered);
        }
    }

    /// Lets the kernel see what was prepared; it is taken by the next [#enter], whoever calls that.
    public void publish() {
        SHARED_INT.setRelease(MEMORY, sqTail, tail);
    }

    /// `io_uring_enter(2)` by any thread on a ring that several share.
    ///
    /// @param callerState of the calling thread
    /// @param submit how many published entries to take at most
    /// @return entries taken, or a negated errno
    public int enter(MemorySegment callerState, int submit, int wait) {
        return UringCalls.enter(callerState, fd, submit, wait, wait > 0 ? ENTER_GETEVENTS : 0);
    }

    /// Whether a completion can be taken.
    public boolean ready() {
        return head != (int) SHARED_INT.getAcquire(MEMORY, cqTail);
    }

    /// Takes the oldest completion, for [#userData], [#result] and [#flags] to tell.
    ///
    /// @return false if there is none
    public boolean take() {
        if (!ready()) {
            return false;
        }
        long cqe = cqes + (head & cqMask) * Cqe.BYTES;
        userData = MEMORY.get(JAVA_LONG, cqe + Cqe.USER_DATA);
        result = MEMORY.get(JAVA_INT, cqe + Cqe.RES);
        flags = MEMORY.get(JAVA_INT, cqe + Cqe.FLAGS);
        SHARED_INT.setRelease(MEMORY, cqHead, ++head);
        if (userData != SILENT && !Cqe.more(flags)) {
            inFlight--;
        }
        return true;
    }

    /// What the completed operation was told to be known by.
    public long userData() {
        return userData;
    }

    /// What the operation gives: a value, or a negated errno.
    public int result() {
        return result;
    }

    /// See [Cqe].
    public int flags() {
        return flags;
    }

    /// Operations that will complete.
    public int inFlight() {
        return inFlight;
    }

    /// Cancels every operation and waits for the last completion. After this, the kernel touches
    /// none of our memory.
    public void cancelAll() throws IOException {
        // Again and again, because an operation linked to a cancelled one may start after the
        // cancellation.
        while (inFlight > 0) {
            Sqe.cancelAll(next(), CANCELLING);
            submit(1);
            while (take()) {}
        }
    }

    /// Closes the ring and every descriptor in its table. What it still had to do is cancelled, but
    /// not waited for.
    @Override
    public void close() {
        if (slots) {
            UringRegistration.dropSlots(state, fd);
        }
        if (shortcut != NO_SHORTCUT) {
            UringRegistration.dropShortcut(state, fd, shortcut);
        }
        entries.unmap(state);
        rings.unmap(state);
        Sockets.close(state, fd);
    }

    MemorySegment state() {
        return state;
    }

    int fd() {
        return fd;
    }

    /// Whether the polling kernel thread must be woken to see what was published.
    private int wakeup() {
        if (!polled) {
            return 0;
        }
        // It says that it sleeps, then looks at the tail once more; we move the tail, then look
        // whether it sleeps.
        VarHandle.fullFence();
        return ((int) SHARED_INT.getAcquire(MEMORY, sqFlags) & SQ_NEED_WAKEUP) != 0
                ? ENTER_SQ_WAKEUP
                : 0;
    }

    private int call(MemorySegment callerState, int submit, int wait, int enterFlags) {
        return shortcut == NO_SHORTCUT
                ? UringCalls.enter(callerState, fd, submit, wait, enterFlags)
                : UringCalls.enter(
                        callerState, shortcut, submit, wait, enterFlags | ENTER_REGISTERED_RING);
    }

    private static void check(int entered) throws IOException {
        // EBUSY: completions overflowed, take some first.
        if (entered != -Errno.EINTR && entered != -Errno.EBUSY) {
            Errno.check("io_uring_enter", entered);
        }
    }
}
