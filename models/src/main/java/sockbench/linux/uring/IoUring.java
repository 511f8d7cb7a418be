package sockbench.linux.uring;

import sockbench.linux.Errno;
import sockbench.linux.Mapping;
import sockbench.linux.ProcessLimits;
import sockbench.linux.Sockets;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

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

    private static final long CANCELLING = -2;
    private static final int MOST_SLOTS = 65_536;

    private final MemorySegment errno;
    private final RingDescriptor descriptor;
    private final boolean polled;
    private final Mapping rings;
    private final Mapping entries;
    private final SubmissionQueue submissions;
    private final CompletionQueue completions;

    private boolean slots;
    private int inFlight;

    private IoUring(
            MemorySegment errno, int fd, UringParams params, Mapping rings, Mapping entries) {
        this.errno = errno;
        descriptor = new RingDescriptor(fd);
        this.rings = rings;
        this.entries = entries;
        polled = (params.get(UringParams.FLAGS) & SQPOLL) != 0;
        submissions = new SubmissionQueue(params, rings.address(), entries.address());
        completions = new CompletionQueue(params, rings.address());
    }

    /// A new ring.
    ///
    /// @param errno of the thread that is going to use it
    /// @param submissions entries that can be prepared before they must be submitted, a power of
    ///   two
    /// @param completions how many can wait to be taken, a power of two; more are kept by the
    ///   kernel, only slower
    /// @param flags any of the constants above
    public static IoUring open(MemorySegment errno, int submissions, int completions, int flags)
            throws IOException {
        try (var arena = Arena.ofConfined()) {
            var params = UringParams.of(arena, flags, completions);
            int fd = Errno.check("io_uring_setup", UringCalls.setup(errno, submissions, params));
            try {
                return map(errno, fd, params);
            } catch (IOException cannotMap) {
                Sockets.close(errno, fd);
                throw cannotMap;
            }
        }
    }

    /// The same, started by the thread that calls this.
    public static IoUring openHere(MemorySegment errno, int submissions, int completions, int flags)
            throws IOException {
        var ring = open(errno, submissions, completions, flags | DISABLED);
        try {
            ring.enable();
            return ring;
        } catch (IOException cannotStart) {
            ring.close();
            throw cannotStart;
        }
    }

    private static IoUring map(MemorySegment errno, int fd, UringParams params) throws IOException {
        var rings = Mapping.shared(errno, params.ringBytes(), fd, UringParams.OFF_SQ_RING);
        try {
            long entryBytes = params.get(UringParams.SQ_ENTRIES) * Sqe.BYTES;
            var entries = Mapping.shared(errno, entryBytes, fd, UringParams.OFF_SQES);
            return new IoUring(errno, fd, params, rings, entries);
        } catch (IOException cannotMap) {
            rings.unmap(errno);
            throw cannotMap;
        }
    }

    /// Starts a ring that was opened [#DISABLED]. The calling thread becomes its single issuer.
    public void enable() throws IOException {
        descriptor.enable(errno);
    }

    /// Gives the ring a table of descriptors of its own. They exist in the ring only, and using one
    /// costs no reference count. As many as the process may have, up to 65,536.
    ///
    /// @return how many
    public int openSlots() throws IOException {
        int count = (int) Math.min(ProcessLimits.descriptors(errno), MOST_SLOTS);
        Errno.check(
                "io_uring table of " + count + " descriptors",
                UringRegistration.slots(errno, fd(), count));
        slots = true;
        return count;
    }

    /// Puts a descriptor of the process into a slot. The slot keeps it open, so the process may
    /// close its own.
    public void fillSlot(int slot, int socket) throws IOException {
        Errno.check("io_uring slot " + slot, UringRegistration.fillSlot(errno, fd(), slot, socket));
    }

    /// The next entry, to be filled by a method of [Sqe] before anything else. Submits earlier ones
    /// to make room.
    ///
    /// @return its address
    public long next() throws IOException {
        while (!submissions.hasRoomFor(1)) {
            publish();
            int wait = polled ? UringCalls.ENTER_SQ_WAIT : 0;
            check(descriptor.enter(errno, unsubmitted(), 0, wait | wakeup()));
        }
        inFlight++;
        return submissions.next();
    }

    /// Makes room for entries that are linked: a chain must not be cut by a submission.
    public void reserve(int count) throws IOException {
        if (!submissions.hasRoomFor(count)) {
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
        return submissions.waiting();
    }

    /// Submits what was prepared and returns once `wait` completions can be taken, or after a
    /// signal.
    public void submit(int wait) throws IOException {
        publish();
        int wakeup = wakeup();
        if (!polled || wakeup != 0 || (wait > 0 && !ready())) {
            int events = wait > 0 ? UringCalls.ENTER_GETEVENTS : 0;
            check(descriptor.enter(errno, unsubmitted(), wait, events | wakeup));
        }
    }

    /// Submits what was prepared and returns once a completion can be taken, after a signal, or
    /// when time is up. Not for rings with [#SQPOLL].
    ///
    /// @param nanos 0 looks for completions without waiting
    public void submitFor(UringTimeout timeout, long nanos) throws IOException {
        publish();
        int wait = nanos > 0 ? 1 : 0;
        int entered = descriptor.enterFor(errno, unsubmitted(), wait, timeout.set(nanos));
        if (entered != -Errno.ETIME) {
            check(entered);
        }
    }

    /// Lets the kernel see what was prepared; it is taken by the next [#enter], whoever calls that.
    public void publish() {
        submissions.publish();
    }

    /// `io_uring_enter(2)` by any thread on a ring that several share.
    ///
    /// @param callerState of the calling thread
    /// @param submit how many published entries to take at most
    /// @return entries taken, or a negated errno
    public int enter(MemorySegment callerState, int submit, int wait) {
        int events = wait > 0 ? UringCalls.ENTER_GETEVENTS : 0;
        return UringCalls.enter(callerState, fd(), submit, wait, events);
    }

    /// Whether a completion can be taken.
    public boolean ready() {
        return completions.ready();
    }

    /// Takes the oldest completion, for [#userData], [#result] and [#flags] to tell.
    ///
    /// @return false if there is none
    public boolean take() {
        if (!completions.take()) {
            return false;
        }
        if (userData() != SILENT && !Cqe.more(flags())) {
            inFlight--;
        }
        return true;
    }

    /// What the completed operation was told to be known by.
    public long userData() {
        return completions.userData();
    }

    /// What the operation gives: a value, or a negated errno.
    public int result() {
        return completions.result();
    }

    /// See [Cqe].
    public int flags() {
        return completions.flags();
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
            UringRegistration.dropSlots(errno, fd());
        }
        entries.unmap(errno);
        rings.unmap(errno);
        descriptor.close(errno);
    }

    MemorySegment errno() {
        return errno;
    }

    int fd() {
        return descriptor.fd();
    }

    /// Whether the polling kernel thread must be woken to see what was published.
    private int wakeup() {
        return polled && submissions.sleeping() ? UringCalls.ENTER_SQ_WAKEUP : 0;
    }

    private static void check(int entered) throws IOException {
        // EBUSY: completions overflowed, take some first.
        if (entered != -Errno.EINTR && entered != -Errno.EBUSY) {
            Errno.check("io_uring_enter", entered);
        }
    }
}
