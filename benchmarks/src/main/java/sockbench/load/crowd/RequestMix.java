package sockbench.load.crowd;

import sockbench.protocol.RequestedWork;

import java.util.SplittableRandom;

/// What the requests of a window ask for. Not thread-safe.
///
/// Requests that wait are spread from the first one on: the first of each connection waits for a
/// random part of the time, as if the window had begun in the midst of an endless one. Otherwise
/// all would be answered at the same moment, and at the same moment again.
public final class RequestMix {
    private static final int ONE_IN_A_HUNDRED = 100;
    private static final int ONE_IN_TWENTY = 20;

    private final int waitMicros;
    private final int burnMicros;
    private final int burningOneIn;
    private final int largeOneIn;
    private final SplittableRandom random;

    private RequestMix(
            int waitMicros, int burnMicros, int burningOneIn, int largeOneIn, long seed) {
        this.waitMicros = waitMicros;
        this.burnMicros = burnMicros;
        this.burningOneIn = burningOneIn;
        this.largeOneIn = largeOneIn;
        this.random = new SplittableRandom(seed);
    }

    /// Requests that ask for nothing.
    public static RequestMix plain() {
        return waiting(0, 0);
    }

    /// @param micros before each answer, 0 to [RequestedWork#MOST_MICROS]
    public static RequestMix waiting(int micros, long seed) {
        return new RequestMix(micros, 0, 1, 0, seed);
    }

    /// @param micros of CPU for each request, 0 to [RequestedWork#MOST_MICROS]
    public static RequestMix burning(int micros) {
        return new RequestMix(0, micros, 1, 0, 0);
    }

    /// @param micros of CPU for one request in a hundred; its latency does not count
    public static RequestMix headOfLine(int micros, long seed) {
        return new RequestMix(0, micros, ONE_IN_A_HUNDRED, 0, seed);
    }

    /// One request in twenty is large.
    public static RequestMix mixedSizes(long seed) {
        return new RequestMix(0, 0, 1, ONE_IN_TWENTY, seed);
    }

    /// Whether the latencies of requests that compute are left out.
    boolean countsOthersOnly() {
        return burningOneIn > 1;
    }

    boolean nextIsLarge() {
        return largeOneIn > 0 && random.nextInt(largeOneIn) == 0;
    }

    /// The next request's work.
    ///
    /// @param first whether it is its connection's first in the window
    long next(boolean first) {
        int wait = first && waitMicros > 0 ? random.nextInt(waitMicros + 1) : waitMicros;
        boolean burns = burningOneIn == 1 || random.nextInt(burningOneIn) == 0;
        return work(burns ? burnMicros : 0, wait);
    }

    /// As [RequestedWork] reads it.
    private static long work(int burnMicros, int waitMicros) {
        return (long) waitMicros << Integer.SIZE | burnMicros;
    }
}
