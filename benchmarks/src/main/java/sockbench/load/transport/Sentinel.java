package sockbench.load.transport;

/// Notices when the machine was taken away from a generator, whatever the answers say: by how much
/// its loop came round later than its own work explains.
///
///     entering            woke                        entering
///     | in the kernel     | answers, next requests    | in the kernel …
///       beyond the wait     beyond the work they make
///       that was asked for
///
/// Each of the two stretches is a gap as far as nothing accounts for it: not the wait, not so many
/// nanoseconds for each request asked for and each answer taken, which are generous. So a gap may be
/// told too short by what a full turn takes, a fraction of a millisecond with small bodies, and is
/// never made up. A machine that is taken away while the generator waits is noticed only as far as
/// it comes back later than it asked to.
///
/// Not thread-safe.
public final class Sentinel {
    /// For a request and its system calls, or for an answer; measured are 1 to 2 µs.
    private static final long NANOS_PER_FRAME = 3_000;

    /// For copying and comparing.
    private static final long NANOS_PER_BYTE = 1;

    private final long nanosPerFrame;
    private long entered;
    private long asked;
    private long woke;
    private long accounted;
    private long longest;

    /// @param frameBytes of each request and of each answer
    public Sentinel(int frameBytes) {
        this(NANOS_PER_FRAME + NANOS_PER_BYTE * frameBytes);
    }

    private Sentinel(long nanosPerFrame) {
        this.nanosPerFrame = nanosPerFrame;
    }

    /// Of a generator that opens and closes connections.
    ///
    /// @param nanos what each of its steps explains
    public static Sentinel ofSteps(long nanos) {
        return new Sentinel(nanos);
    }

    /// Starts from zero.
    public void begin(long now) {
        woke = now;
        accounted = 0;
        longest = 0;
    }

    /// A request was asked for, or an answer taken.
    public void worked() {
        accounted += nanosPerFrame;
    }

    /// The generator is about to enter the kernel.
    ///
    /// @param askedNanos how long it may wait there at most
    public void entering(long now, long askedNanos) {
        longest = Math.max(longest, now - woke - accounted);
        entered = now;
        asked = askedNanos + accounted; // what was asked for may be sent only now
        accounted = 0;
    }

    /// It is back.
    public void woke(long now) {
        longest = Math.max(longest, now - entered - asked);
        woke = now;
    }

    /// The longest gap since [#begin].
    public long longestGapNanos() {
        return longest;
    }
}
