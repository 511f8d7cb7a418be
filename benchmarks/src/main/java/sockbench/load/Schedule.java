package sockbench.load;

import sockbench.results.LoopType;

import java.util.SplittableRandom;

/// When the requests of one window are due, in nanoseconds from its start, and on which connection.
/// Each time is computed from the start, so rounding never adds up.
///
/// The connection is drawn at random, so that the requests of one connection are a Poisson process,
/// too. Dealt out in turn, they would come at nearly equal gaps, and a server whose loops have a
/// share of the connections each would never see two of a loop's at once. The draws are a stream of
/// their own, one for each request, so that the times depend on the seed alone.
///
/// A Poisson schedule has exponential gaps, drawn in units of the mean and summed as such: after a
/// billion requests the sum is still exact to a tenth of a microsecond. Each window draws new ones
/// from the same seeded stream.
///
/// Stateful: one per generator.
public final class Schedule {
    private final LoopType loop;
    private final SplittableRandom random;
    private final SplittableRandom connections;
    private final double nanosPerRequest;
    private double passed;
    private int drawn;

    private Schedule(LoopType loop, double ratePerSecond, long seed) {
        check(ratePerSecond);
        this.loop = loop;
        this.random = new SplittableRandom(seed);
        this.connections = new SplittableRandom(seed).split();
        this.nanosPerRequest = 1e9 / ratePerSecond;
    }

    public static Schedule poisson(double ratePerSecond, long seed) {
        return new Schedule(LoopType.OPEN_POISSON, ratePerSecond, seed);
    }

    /// @param seed of the phase, so that several generators do not beat as one
    public static Schedule constant(double ratePerSecond, long seed) {
        return new Schedule(LoopType.OPEN_CONSTANT, ratePerSecond, seed);
    }

    /// Begins anew.
    ///
    /// @return when the first request is due
    long restart() {
        passed = loop == LoopType.OPEN_POISSON ? 0 : random.nextDouble() - 1;
        return next();
    }

    /// When the next request is due.
    long next() {
        passed += loop == LoopType.OPEN_POISSON ? -Math.log1p(-random.nextDouble()) : 1;
        drawn = connections.nextInt();
        return Math.round(passed * nanosPerRequest);
    }

    /// Which connection the request is for whose time was given last.
    ///
    /// @param count how many there are
    /// @return 0 to `count` - 1, each as likely as the others
    int connection(int count) {
        return (int) ((Integer.toUnsignedLong(drawn) * count) >>> Integer.SIZE);
    }

    static void check(double ratePerSecond) {
        if (!(ratePerSecond > 0 && ratePerSecond <= 1e9)) {
            throw new IllegalArgumentException(
                    "ratePerSecond must be above 0 and at most 1e9, was " + ratePerSecond);
        }
    }

    LoopType loop() {
        return loop;
    }
}
